import { BlockStack, Card, Link, Text } from "@shopify/polaris";
import { ScrollBox } from "#app/ui/scroll-box.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { TierRules } from "../tier.ts";
import { valueText } from "./value-text.ts";

export interface TierMoveRow {
  customerId: number;
  at: number;
  value: number;
  fromName: string | null;
  toName: string | null;
}

/** Who moved lately, and what counted for them then. */
export function MovesCard({ moves, rules }: { moves: TierMoveRow[]; rules: TierRules }) {
  const format = useFormat();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Latest moves
        </Text>
        <ScrollBox label="Latest moves">
          <table className="regulars-table">
            <thead>
              <tr>
                <th scope="col">Customer</th>
                <th scope="col">From</th>
                <th scope="col">To</th>
                <th scope="col">With</th>
                <th scope="col">When</th>
              </tr>
            </thead>
            <tbody>
              {moves.map(({ customerId, at, value, fromName, toName }) => (
                <tr key={`${customerId}:${at}`}>
                  <th scope="row">
                    <Link url={`/app/customers/${customerId}`}>{String(customerId)}</Link>
                  </th>
                  <td>{fromName ?? "no tier"}</td>
                  <td>{toName ?? "no tier"}</td>
                  <td>{valueText(value, rules, format)}</td>
                  <td>{format.date(at)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      </BlockStack>
    </Card>
  );
}
