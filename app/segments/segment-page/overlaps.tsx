import { BlockStack, Card, Link, Text } from "@shopify/polaris";
import type { Overlap } from "#app/segments/profile/overlap.server.ts";
import { ScrollBox } from "#app/ui/scroll-box.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

const text = {
  title: "Shared with other segments",
  explain: "Alike: members of both, of the members of either.",
  none: "Its members are in no other segment.",
  about: "About, from a sample.",
};

const SHOWN = 8;

interface Props {
  members: number;
  overlaps: Overlap[];
  isAbout: boolean;
}

/** Which other segments have the same members: how many, how alike (Jaccard), and who contains whom. */
export function Overlaps({ members, overlaps, isAbout }: Props) {
  const format = useFormat();
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {text.title}
          </Text>
          <Text as="p" tone="subdued">
            {isAbout ? `${text.explain} ${text.about}` : text.explain}
          </Text>
        </BlockStack>
        {overlaps.length === 0 ? (
          <Text as="p" tone="subdued">
            {text.none}
          </Text>
        ) : (
          <ScrollBox label={text.title}>
            <table className="regulars-table">
              <caption className="regulars-hidden">{text.title}</caption>
              <thead>
                <tr>
                  <th scope="col">Segment</th>
                  <th scope="col">In both</th>
                  <th scope="col">Of this one</th>
                  <th scope="col">Of the other</th>
                  <th scope="col">Alike</th>
                </tr>
              </thead>
              <tbody>
                {overlaps.slice(0, SHOWN).map(({ segmentId, name, members: ofOther, shared }) => (
                  <tr key={segmentId}>
                    <th scope="row">
                      <Link url={`/app/segments/${segmentId}`}>{name}</Link>
                    </th>
                    <td>{format.count(shared)}</td>
                    <td>{format.percent(members === 0 ? 0 : shared / members)}</td>
                    <td>{format.percent(ofOther === 0 ? 0 : shared / ofOther)}</td>
                    <td>{format.percent(shared / Math.max(1, members + ofOther - shared))}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
        )}
      </BlockStack>
    </Card>
  );
}
