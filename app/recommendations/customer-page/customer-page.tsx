import { BlockStack, Card, Page, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { CustomerMove, CustomerOrder } from "#app/segments/customer/past.server.ts";
import type { Explanation, OtherSegment } from "#app/segments/customer/standing.server.ts";
import { ProductShelf } from "../product-shelf.tsx";
import type { ShelfProduct } from "../shelves/shown-products.server.ts";
import { Facts, type CustomerFacts, type Tier } from "./facts.tsx";
import { Moves } from "./moves.tsx";
import { Orders } from "./orders.tsx";
import { MissedSegments, Segments, type CustomerSegment } from "./segments.tsx";
import { WhyCard } from "./why-card.tsx";

const text = {
  shelf: "Picked for this customer",
  noPicks: "Nothing personal yet: this customer sees the shelf of their segment, else everyone's.",
  openInShopify: "Open in Shopify",
};

interface Props {
  customerId: number;
  facts: CustomerFacts | null;
  tier: Tier | null;
  segments: CustomerSegment[];
  missed: OtherSegment[];
  explanation: Explanation | null;
  moves: CustomerMove[];
  orders: CustomerOrder[];
  picks: ShelfProduct[];
  /** What later stages have to say of them. */
  offers: ReactNode;
  shopifyUrl: string;
  /** The moment all of it is read. */
  asOf: number;
}

/** One customer: their figures, why they are or are not in a segment, what they are shown, and what they did. */
export function CustomerPage(props: Props) {
  const { customerId, facts, tier, segments, missed, explanation, moves, orders, picks } = props;
  const back = explanation
    ? { content: explanation.name, url: `/app/segments/${explanation.segmentId}` }
    : { content: "Segments", url: "/app/segments" };
  return (
    <Page
      title={`Customer ${customerId}`}
      backAction={back}
      secondaryActions={[{ content: text.openInShopify, url: props.shopifyUrl, target: "_top" }]}
    >
      <BlockStack gap="400">
        {explanation ? <WhyCard explanation={explanation} asOf={props.asOf} /> : null}
        {facts ? <Facts facts={facts} tier={tier} /> : null}
        <Segments customerId={customerId} segments={segments} />
        {props.offers}
        <MissedSegments customerId={customerId} missed={missed} asOf={props.asOf} />
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
        <Orders orders={orders} />
        <Moves moves={moves} />
      </BlockStack>
    </Page>
  );
}
