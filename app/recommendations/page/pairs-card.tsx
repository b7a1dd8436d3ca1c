import { BlockStack, Card, IndexTable, Text } from "@shopify/polaris";
import { Pager } from "#app/ui/pager.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

const text: {
  title: string;
  explain: string;
  none: string;
  kinds: Readonly<Record<string, string>>;
} = {
  title: "Goes with",
  explain:
    "Bought together in one order, or in the next, more often than chance would have it: of all of these, one in twenty may be an accident.",
  none: "No two products were bought together often enough yet. Product pages show what is of the same type, vendor and price.",
  kinds: { together: "together", next: "in the next order" },
};

export interface Pair {
  productId: number;
  title: string;
  otherProductId: number;
  otherTitle: string;
  /** together or next */
  kind: string;
  /** Orders with both. */
  together: number;
  /** Orders with the first. */
  ordersWith: number;
  /** How many times likelier than by chance. */
  lift: number;
}

interface Props {
  pairs: Pair[];
  page: number;
  pageSize: number;
  totalPairs: number;
}

/** What goes with what, the best supported first. */
export function PairsCard({ pairs, page, pageSize, totalPairs }: Props) {
  const format = useFormat();
  return (
    <Card padding="0">
      <div className="regulars-card-head">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {text.title}
          </Text>
          <Text as="p" tone="subdued">
            {text.explain}
          </Text>
        </BlockStack>
      </div>
      {pairs.length === 0 ? (
        <div className="regulars-card-body">
          <Text as="p" tone="subdued">
            {text.none}
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
            { title: "Bought" },
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
              <IndexTable.Cell>{text.kinds[pair.kind] ?? ""}</IndexTable.Cell>
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
