import { Card, IndexTable, Link, Text } from "@shopify/polaris";
import type { OtherSegment } from "#app/segments/customer/standing.server.ts";
import { missWords } from "#app/segments/miss/miss-words.ts";
import { useFormat } from "#app/ui/use-format.tsx";

const text = {
  title: "In these segments",
  none: "In no segment now.",
  missed: "Not in these, and what is missing",
  far: "nothing near",
};

export interface CustomerSegment {
  segmentId: number;
  name: string;
  since: number;
}

export function Segments({
  customerId,
  segments,
}: {
  customerId: number;
  segments: CustomerSegment[];
}) {
  const format = useFormat();
  return (
    <Card padding="0">
      <div className="regulars-card-head">
        <Text as="h2" variant="headingMd">
          {text.title}
        </Text>
      </div>
      {segments.length === 0 ? (
        <div className="regulars-card-body">
          <Text as="p" tone="subdued">
            {text.none}
          </Text>
        </div>
      ) : (
        <IndexTable
          selectable={false}
          itemCount={segments.length}
          resourceName={{ singular: "segment", plural: "segments" }}
          headings={[{ title: "Segment" }, { title: "Member since" }, { title: "Why" }]}
        >
          {segments.map(({ segmentId, name, since }, position) => (
            <IndexTable.Row id={String(segmentId)} key={segmentId} position={position}>
              <IndexTable.Cell>
                <Link url={`/app/segments/${segmentId}`} monochrome removeUnderline>
                  {name}
                </Link>
              </IndexTable.Cell>
              <IndexTable.Cell>{format.date(since)}</IndexTable.Cell>
              <IndexTable.Cell>
                <Link
                  url={`/app/customers/${customerId}?segment=${segmentId}`}
                  accessibilityLabel={`Why in ${name}?`}
                >
                  Why?
                </Link>
              </IndexTable.Cell>
            </IndexTable.Row>
          ))}
        </IndexTable>
      )}
    </Card>
  );
}

interface MissedProps {
  customerId: number;
  missed: OtherSegment[];
  asOf: number;
}

/** The other segments, each with the nearest way in. */
export function MissedSegments({ customerId, missed, asOf }: MissedProps) {
  const format = useFormat();
  if (missed.length === 0) return null;
  return (
    <Card padding="0">
      <div className="regulars-card-head">
        <Text as="h2" variant="headingMd">
          {text.missed}
        </Text>
      </div>
      <div className="regulars-card-body">
        <ul className="regulars-missed">
          {missed.map(({ segmentId, name, miss }) => (
            <li key={segmentId}>
              <Link
                url={`/app/customers/${customerId}?segment=${segmentId}`}
                accessibilityLabel={`Why not in ${name}?`}
              >
                {name}
              </Link>
              <Text as="span" tone="subdued">
                {missWords(miss, asOf, format)[0] ?? text.far}
              </Text>
            </li>
          ))}
        </ul>
      </div>
    </Card>
  );
}
