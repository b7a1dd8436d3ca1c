import {
  Badge,
  BlockStack,
  Card,
  IndexTable,
  InlineStack,
  Link,
  Page,
  Text,
} from "@shopify/polaris";
import { Figure, Figures } from "#app/ui/figure.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { groupLabel } from "#app/segments/rfm/group-label.ts";
import type { Why } from "#app/segments/query/why.ts";
import { WhyTree } from "#app/segments/why-tree.tsx";
import { ProductShelf } from "./product-shelf.tsx";
import type { ShelfProduct } from "./shelves.server.ts";

const text = {
  figures: "What we know",
  shelf: "Picked for this customer",
  noPicks: "Nothing personal yet: this customer sees the shelf of their segment, else everyone's.",
  segments: "In these segments",
  noSegments: "In no segment now.",
  openInShopify: "Open in Shopify",
};

export interface CustomerFacts {
  orders: number;
  netMinor: number;
  refundedMinor: number;
  firstOrderDay: number | null;
  lastOrderDay: number | null;
  rfmGroup: string | null;
  asOf: number;
}

export interface CustomerSegment {
  segmentId: number;
  name: string;
  since: number;
}

export interface Explanation {
  segmentId: number;
  name: string;
  isMember: boolean;
  why: Why;
}

interface Props {
  customerId: number;
  facts: CustomerFacts | null;
  segments: CustomerSegment[];
  explanation: Explanation | null;
  picks: ShelfProduct[];
  shopifyUrl: string;
}

/** One customer: their figures, why they are or are not in a segment, and what they are shown. */
export function CustomerPage({
  customerId,
  facts,
  segments,
  explanation,
  picks,
  shopifyUrl,
}: Props) {
  const back = explanation
    ? { content: explanation.name, url: `/app/segments/${explanation.segmentId}` }
    : { content: "Segments", url: "/app/segments" };
  return (
    <Page
      title={`Customer ${customerId}`}
      backAction={back}
      secondaryActions={[{ content: text.openInShopify, url: shopifyUrl, target: "_top" }]}
    >
      <BlockStack gap="400">
        {explanation ? <WhyCard explanation={explanation} /> : null}
        {facts ? <Facts facts={facts} /> : null}
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              {text.shelf}
            </Text>
            {picks.length === 0 ? (
              <Text as="p" tone="subdued">
                {text.noPicks}
              </Text>
            ) : (
              <ProductShelf label={text.shelf} products={picks} />
            )}
          </BlockStack>
        </Card>
        <Segments customerId={customerId} segments={segments} />
      </BlockStack>
    </Page>
  );
}

function WhyCard({ explanation: { name, isMember, why } }: { explanation: Explanation }) {
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {isMember
              ? `Why this customer is in “${name}”`
              : `Why this customer is not in “${name}”`}
          </Text>
          <Badge tone={isMember ? "success" : "attention"}>
            {isMember ? "Member" : "Not a member"}
          </Badge>
        </InlineStack>
        <WhyTree why={why} />
      </BlockStack>
    </Card>
  );
}

function Facts({ facts }: { facts: CustomerFacts }) {
  const format = useFormat();
  const { orders, netMinor, refundedMinor, firstOrderDay, lastOrderDay, rfmGroup, asOf } = facts;
  return (
    <Card padding="0">
      <div className="regulars-card-head">
        <Text as="h2" variant="headingMd">
          {text.figures}
        </Text>
        <Text as="p" variant="bodySm" tone="subdued">
          {`as of ${format.moment(asOf)}`}
        </Text>
      </div>
      <Figures>
        <Figure label="Orders that count" value={format.count(orders)} />
        <Figure
          label="Net spent"
          value={format.money(netMinor)}
          note={refundedMinor === 0 ? undefined : `${format.money(refundedMinor)} given back`}
        />
        <Figure
          label="Last order"
          value={lastOrderDay === null ? "never" : format.day(lastOrderDay)}
          note={firstOrderDay === null ? undefined : `first on ${format.day(firstOrderDay)}`}
        />
        <Figure label="RFM group" value={rfmGroup === null ? "–" : groupLabel(rfmGroup)} />
      </Figures>
    </Card>
  );
}

function Segments({ customerId, segments }: { customerId: number; segments: CustomerSegment[] }) {
  const format = useFormat();
  return (
    <Card padding="0">
      <div className="regulars-card-head">
        <Text as="h2" variant="headingMd">
          {text.segments}
        </Text>
      </div>
      {segments.length === 0 ? (
        <div className="regulars-card-body">
          <Text as="p" tone="subdued">
            {text.noSegments}
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
