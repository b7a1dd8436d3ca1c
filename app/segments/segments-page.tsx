import { Badge, Card, EmptyState, IndexTable, Link, Page, Text } from "@shopify/polaris";
import { Sparkline } from "#app/ui/charts/sparkline.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

const text = {
  title: "Segments",
  create: "Create segment",
  explain: "A segment is a sentence about a customer, in the language of Shopify's own segments.",
  emptyTitle: "Your segments appear when the import is done",
  empty: "Twelve ready-made ones are filled from your orders. You can also write your own now.",
  templates: "Ready-made segments",
};

export interface SegmentRow {
  segmentId: number;
  name: string;
  query: string;
  memberCount: number;
  asOf: number | null;
  fault: string | null;
  /** Members per day, oldest first. */
  trend: number[];
  /** What is worth a look, in words. */
  findings: string[];
}

const CREATE = { content: text.create, url: "/app/segments/new" };

const TEMPLATES = { content: text.templates, url: "/app/segments/templates" };

interface Props {
  segments: SegmentRow[];
  /** Of whom a segment could consist: to show shares. */
  customers: number;
}

export function SegmentsPage({ segments, customers }: Props) {
  return (
    <Page
      title={text.title}
      subtitle={text.explain}
      {...(segments.length > 0 ? { primaryAction: CREATE, secondaryActions: [TEMPLATES] } : {})}
    >
      <Card padding="0">
        {segments.length === 0 ? (
          <EmptyState heading={text.emptyTitle} image="/empty-shelf.svg" action={CREATE}>
            <p>{text.empty}</p>
          </EmptyState>
        ) : (
          <SegmentTable segments={segments} customers={customers} />
        )}
      </Card>
    </Page>
  );
}

function SegmentTable({ segments, customers }: { segments: SegmentRow[]; customers: number }) {
  const format = useFormat();
  return (
    <IndexTable
      selectable={false}
      itemCount={segments.length}
      resourceName={{ singular: "segment", plural: "segments" }}
      headings={[
        { title: "Segment" },
        { title: "Customers", alignment: "end" },
        { title: "Share", alignment: "end" },
        { title: "Last 30 days" },
        { title: "As of" },
      ]}
    >
      {segments.map(
        ({ segmentId, name, query, memberCount, asOf, fault, trend, findings }, position) => (
          <IndexTable.Row id={String(segmentId)} key={segmentId} position={position}>
            <IndexTable.Cell>
              <div className="regulars-name-cell">
                <Link url={`/app/segments/${segmentId}`} dataPrimaryLink monochrome removeUnderline>
                  <Text as="span" fontWeight="semibold">
                    {name}
                  </Text>
                </Link>
                {fault ? <Badge tone="warning">Not refreshed</Badge> : null}
                <code className="regulars-query regulars-query-short">{query}</code>
                {findings.length > 0 ? <Worth findings={findings} /> : null}
              </div>
            </IndexTable.Cell>
            <IndexTable.Cell>
              <Text as="span" numeric alignment="end">
                {asOf === null ? "–" : format.count(memberCount)}
              </Text>
            </IndexTable.Cell>
            <IndexTable.Cell>
              <Text as="span" numeric alignment="end" tone="subdued">
                {asOf === null || customers === 0 ? "–" : format.percent(memberCount / customers)}
              </Text>
            </IndexTable.Cell>
            <IndexTable.Cell>
              <Sparkline values={trend} label={trendWords(trend, format.signed)} />
            </IndexTable.Cell>
            <IndexTable.Cell>
              <Text as="span" tone="subdued">
                {asOf === null ? "being filled" : format.moment(asOf)}
              </Text>
            </IndexTable.Cell>
          </IndexTable.Row>
        ),
      )}
    </IndexTable>
  );
}

function trendWords(trend: readonly number[], signed: (n: number) => string): string {
  if (trend.length < 2) return "too young for a trend";
  return `${signed((trend.at(-1) ?? 0) - (trend[0] ?? 0))} over ${trend.length} days`;
}

/** The first thing that is worth a look, and how many more. */
function Worth({ findings }: { findings: string[] }) {
  const more = findings.length - 1;
  return (
    <Text as="span" variant="bodySm" tone="caution">
      {`${findings[0] ?? ""}${more > 0 ? ` And ${more} more.` : ""}`}
    </Text>
  );
}
