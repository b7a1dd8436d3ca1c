import { useNavigate } from "@remix-run/react";
import {
  Banner,
  BlockStack,
  Card,
  EmptyState,
  IndexTable,
  Page,
  Select,
  Text,
} from "@shopify/polaris";
import { faultSentence } from "#app/ui/fault-words.ts";
import { Pager } from "#app/ui/pager.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { ProductShelf } from "./product-shelf.tsx";
import type { ShelfProduct } from "./shelves.server.ts";

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
  pairs: "Goes with",
  pairsExplain: "Bought together in one order more often than chance would have it.",
  noPairs: "No two products were bought together often enough yet.",
};

export interface Pair {
  productId: number;
  title: string;
  otherProductId: number;
  otherTitle: string;
  /** Orders with both. */
  together: number;
  /** Orders with the first. */
  ordersWith: number;
  /** How many times likelier than by chance. */
  lift: number;
}

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
}

export function RecommendationsPage(props: Props) {
  const { asOf, fault, handle, shelves, products, pairs, page, pageSize, totalPairs } = props;
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
            <Pairs {...{ pairs, page, pageSize, totalPairs }} />
          </>
        )}
      </BlockStack>
    </Page>
  );
}

function Pairs({
  pairs,
  page,
  pageSize,
  totalPairs,
}: Pick<Props, "pairs" | "page" | "pageSize" | "totalPairs">) {
  const format = useFormat();
  return (
    <Card padding="0">
      <div className="regulars-card-head">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {text.pairs}
          </Text>
          <Text as="p" tone="subdued">
            {text.pairsExplain}
          </Text>
        </BlockStack>
      </div>
      {pairs.length === 0 ? (
        <div className="regulars-card-body">
          <Text as="p" tone="subdued">
            {text.noPairs}
          </Text>
        </div>
      ) : (
        <IndexTable
          selectable={false}
          itemCount={pairs.length}
          resourceName={{ singular: "pair", plural: "pairs" }}
          headings={[
            { title: "Product" },
            { title: "Goes with" },
            { title: "Orders with both", alignment: "end" },
            { title: "Of orders with the first", alignment: "end" },
            { title: "Times likelier", alignment: "end" },
          ]}
        >
          {pairs.map((pair, position) => (
            <IndexTable.Row
              id={`${pair.productId}-${pair.otherProductId}`}
              key={`${pair.productId}-${pair.otherProductId}`}
              position={position}
            >
              <IndexTable.Cell>
                <span className="regulars-wrap">{pair.title}</span>
              </IndexTable.Cell>
              <IndexTable.Cell>
                <span className="regulars-wrap">{pair.otherTitle}</span>
              </IndexTable.Cell>
              <IndexTable.Cell>
                <Text as="span" numeric alignment="end">
                  {format.count(pair.together)}
                </Text>
              </IndexTable.Cell>
              <IndexTable.Cell>
                <Text as="span" numeric alignment="end">
                  {format.percent(pair.together / pair.ordersWith)}
                </Text>
              </IndexTable.Cell>
              <IndexTable.Cell>
                <Text as="span" numeric alignment="end">
                  {format.decimal(pair.lift)}
                </Text>
              </IndexTable.Cell>
            </IndexTable.Row>
          ))}
        </IndexTable>
      )}
      <Pager page={page} pageSize={pageSize} total={totalPairs} />
    </Card>
  );
}
