import { Badge, BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import type { Difference, Version } from "#app/segments/versions/versions.server.ts";
import { useFormat } from "#app/ui/use-format.tsx";

const text = {
  title: "Versions",
  explain: "Every query this segment was saved with.",
  now: "In use",
};

interface Props {
  segmentId: number;
  versions: Version[];
  /** Of the two versions that are compared, if any are. */
  difference: Difference | null;
}

/** What a segment was, and what each change made of its members. */
export function Versions({ segmentId, versions, difference }: Props) {
  const format = useFormat();
  const latest = versions[0]?.version;
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {text.title}
          </Text>
          <Text as="p" tone="subdued">
            {text.explain}
          </Text>
        </BlockStack>
        <ol className="regulars-findings" id="versions">
          {versions.map(({ version, name, query, savedAt }, index) => (
            <li key={version}>
              <InlineStack gap="200" blockAlign="center">
                <Text as="span" fontWeight="semibold">{`Version ${version}`}</Text>
                {version === latest ? <Badge tone="success">{text.now}</Badge> : null}
                <Text as="span" tone="subdued">{`${format.moment(savedAt)}, “${name}”`}</Text>
              </InlineStack>
              <pre className="regulars-query">{query}</pre>
              {difference?.to === version ? <DifferenceText difference={difference} /> : null}
              {index < versions.length - 1 && difference?.to !== version ? (
                <Link url={`/app/segments/${segmentId}?compare=${version}#versions`}>
                  {`What version ${version} changed`}
                </Link>
              ) : null}
            </li>
          ))}
        </ol>
      </BlockStack>
    </Card>
  );
}

function DifferenceText({ difference }: { difference: Difference }) {
  const format = useFormat();
  const { from, to, gained, lost, kept } = difference;
  return (
    <Text as="p">
      {`Of today's customers, version ${to} has ${format.count(gained)} that version ${from} has not, lacks ${format.count(lost)} of its, and shares ${format.count(kept)} with it.`}
    </Text>
  );
}
