import { useNavigate } from "@remix-run/react";
import { Banner, BlockStack, Card, EmptyState, Page, Select, Text } from "@shopify/polaris";
import { faultSentence } from "#app/ui/fault-words.ts";
import { useFormat } from "#app/ui/use-format.tsx";
import { usePolling } from "#app/ui/use-polling.ts";
import type { ShopEvaluation } from "../learning/learned.ts";
import { ProductShelf } from "../product-shelf.tsx";
import type { ShelfProduct } from "../shelves/shown-products.server.ts";
import { EvaluationCard } from "./evaluation-card.tsx";
import { type Pair, PairsCard } from "./pairs-card.tsx";
import { type RuleInWords, RulesCard } from "./rules-card.tsx";

const text = {
  title: "Recommendations",
  explain:
    "What is shown to whom, and why. A shopper sees their own shelf, else that of their segment, else everyone's.",
  emptyTitle: "Recommendations follow the first import",
  empty: "They are made from what your customers bought together and bought again.",
  shelf: "Shelf",
  everyone: "Everyone, and guests",
  noShelf:
    "There is nothing on this shelf: its members bought too little so far. They see everyone's shelf.",
};

interface Props {
  asOf: number | null;
  fault: string | null;
  /** Whose shelf is shown: `everyone` or a segment's handle. */
  handle: string;
  shelves: { handle: string; name: string }[];
  products: ShelfProduct[];
  pairs: Pair[];
  page: number;
  pageSize: number;
  totalPairs: number;
  evaluation: (ShopEvaluation & { learnedAt: number }) | null;
  /** Null when nothing is under way. */
  progress: { part: string; done: number; total: number } | null;
  rules: RuleInWords[];
  currency: string;
}

const parts: Readonly<Record<string, string>> = {
  reading: "Purchases are being read.",
  learning: "What customers want next is being learned.",
  picking: "Everyone's products are being picked",
};

export function RecommendationsPage(props: Props) {
  const { asOf, fault, handle, shelves, products, pairs, page, pageSize, totalPairs } = props;
  const { evaluation, progress, rules, currency } = props;
  usePolling(progress !== null, 3_000);
  const format = useFormat();
  const navigate = useNavigate();
  const isEmpty = asOf === null && products.length === 0;
  const name = shelves.find((shelf) => shelf.handle === handle)?.name ?? text.everyone;
  return (
    <Page
      title={text.title}
      subtitle={asOf === null ? text.explain : `${text.explain} As of ${format.moment(asOf)}.`}
    >
      <BlockStack gap="400">
        {fault ? (
          <Banner tone="warning" title="Recommendations could not be brought up to date">
            <p>{`${faultSentence(fault)} It is tried again by itself; until then the older ones stand.`}</p>
          </Banner>
        ) : null}
        {progress ? (
          <Banner tone="info">
            <p>
              {progress.part === "picking"
                ? `${parts.picking ?? ""}: ${format.count(progress.done)} of ${format.count(progress.total)} customers.`
                : (parts[progress.part] ?? "")}
            </p>
          </Banner>
        ) : null}
        {isEmpty ? (
          <Card>
            <EmptyState
              heading={text.emptyTitle}
              image="/empty-shelf.svg"
              action={{ content: "See how far it is", url: "/app" }}
            >
              <p>{text.empty}</p>
            </EmptyState>
          </Card>
        ) : (
          <>
            <Card>
              <BlockStack gap="400">
                <Select
                  label={text.shelf}
                  options={[
                    { label: text.everyone, value: "everyone" },
                    ...shelves.map((shelf) => ({ label: shelf.name, value: shelf.handle })),
                  ]}
                  value={handle}
                  onChange={(next) => {
                    navigate(`?${new URLSearchParams({ shelf: next }).toString()}`, {
                      preventScrollReset: true,
                    });
                  }}
                />
                {products.length === 0 ? (
                  <Text as="p" tone="subdued">
                    {text.noShelf}
                  </Text>
                ) : (
                  <ProductShelf label={`Shelf of ${name}`} products={products} />
                )}
              </BlockStack>
            </Card>
            <EvaluationCard evaluation={evaluation} />
            <PairsCard {...{ pairs, page, pageSize, totalPairs }} />
            <RulesCard rules={rules} currency={currency} />
          </>
        )}
      </BlockStack>
    </Page>
  );
}
