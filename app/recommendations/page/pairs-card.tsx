import { BlockStack, Card, Text } from "@shopify/polaris";
import { Pager } from "#app/ui/pager.tsx";
import { ScrollBox } from "#app/ui/scroll-box.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

const text: {
  title: string;
  explain: string;
  none: string;
  headings: readonly string[];
  kinds: Readonly<Record<string, string>>;
} = {
  title: "Goes with",
  explain:
    "Bought together in one order, or in the next, more often than chance would have it: of all of these, one in twenty may be an accident.",
  none: "No two products were bought together often enough yet. Product pages show what is of the same type, vendor and price.",
  headings: [
    "Product",
    "Goes with",
    "Bought",
    "Orders with both",
    "Of orders with the first",
    "Times likelier",
  ],
  kinds: { together: "together", next: "in the next order" },
};

const COLUMNS_OF_WORDS = 3;

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
        <ScrollBox label={text.title}>
          <table className="regulars-table">
            <thead>
              <tr>
                {text.headings.map((heading, column) => (
                  <th
                    key={heading}
                    scope="col"
                    className={column < COLUMNS_OF_WORDS ? "regulars-words" : undefined}
                  >
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {pairs.map((pair) => (
                <tr key={`${pair.productId}-${pair.otherProductId}`}>
                  <th scope="row">{pair.title}</th>
                  <td className="regulars-words">{pair.otherTitle}</td>
                  <td className="regulars-words">{text.kinds[pair.kind] ?? ""}</td>
                  <td>{format.count(pair.together)}</td>
                  <td>{format.percent(pair.together / pair.ordersWith)}</td>
                  <td>{format.decimal(pair.lift)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      <Pager page={page} pageSize={pageSize} total={totalPairs} />
    </Card>
  );
}
