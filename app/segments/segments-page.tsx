import { Form } from "@remix-run/react";
import {
  Badge,
  BlockStack,
  Button,
  Card,
  EmptyState,
  IndexTable,
  InlineGrid,
  Link,
  Page,
  Text,
} from "@shopify/polaris";
import { Sparkline } from "#app/ui/charts/sparkline.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

const text = {
  title: "Segments",
  create: "Create segment",
  explain: "A segment is a sentence about a customer, in the language of Shopify's own segments.",
  emptyTitle: "Your segments appear when the import is done",
  empty: "Twelve ready-made ones are filled from your orders. You can also write your own now.",
  templates: "Ready-made segments",
  templatesExplain: "Add one and change it as you like.",
  add: "Add",
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
}

export interface TemplateCard {
  key: string;
  name: string;
  description: string;
  query: string;
}

const CREATE = { content: text.create, url: "/app/segments/new" };

interface Props {
  segments: SegmentRow[];
  /** Of whom a segment could consist: to show shares. */
  customers: number;
  /** Ready-made segments that the shop does not have. */
  templates: TemplateCard[];
}

export function SegmentsPage({ segments, customers, templates }: Props) {
  return (
    <Page
      title={text.title}
      subtitle={text.explain}
      {...(segments.length > 0 ? { primaryAction: CREATE } : {})}
    >
      <BlockStack gap="400">
        <Card padding="0">
          {segments.length === 0 ? (
            <EmptyState heading={text.emptyTitle} image="/empty-shelf.svg" action={CREATE}>
              <p>{text.empty}</p>
            </EmptyState>
          ) : (
            <SegmentTable segments={segments} customers={customers} />
          )}
        </Card>
        {templates.length > 0 ? <Templates templates={templates} /> : null}
      </BlockStack>
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
      {segments.map(({ segmentId, name, query, memberCount, asOf, fault, trend }, position) => (
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
      ))}
    </IndexTable>
  );
}

function trendWords(trend: readonly number[], signed: (n: number) => string): string {
  if (trend.length < 2) return "too young for a trend";
  return `${signed((trend.at(-1) ?? 0) - (trend[0] ?? 0))} over ${trend.length} days`;
}

function Templates({ templates }: { templates: TemplateCard[] }) {
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {text.templates}
          </Text>
          <Text as="p" tone="subdued">
            {text.templatesExplain}
          </Text>
        </BlockStack>
        <InlineGrid columns={{ xs: 1, sm: 2, lg: 3 }} gap="400">
          {templates.map(({ key, name, description, query }) => (
            <BlockStack gap="200" key={key}>
              <Text as="h3" variant="headingSm">
                {name}
              </Text>
              <Text as="p" tone="subdued">
                {description}
              </Text>
              <code className="regulars-query">{query}</code>
              <Form method="post">
                <input type="hidden" name="template" value={key} />
                <Button submit accessibilityLabel={`${text.add} ${name}`}>
                  {text.add}
                </Button>
              </Form>
            </BlockStack>
          ))}
        </InlineGrid>
      </BlockStack>
    </Card>
  );
}
