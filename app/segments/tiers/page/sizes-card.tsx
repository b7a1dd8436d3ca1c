import { BlockStack, Card, Text } from "@shopify/polaris";
import { ScrollBox } from "#app/ui/scroll-box.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { TierRules } from "../tier.ts";
import { valueText } from "./value-text.ts";

export interface TierSize {
  /** Null: who has bought and is in none. */
  name: string | null;
  threshold: number;
  customers: number;
}

interface Props {
  sizes: TierSize[];
  rules: TierRules;
  isCounting: boolean;
}

/** How many are in each tier now. */
export function SizesCard({ sizes, rules, isCounting }: Props) {
  const format = useFormat();
  const total = sizes.reduce((sum, { customers }) => sum + customers, 0);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Who is in which tier
        </Text>
        {isCounting ? (
          <Text as="p" tone="subdued">
            Customers are being put into their tiers. This takes a minute.
          </Text>
        ) : null}
        <ScrollBox label="Customers by tier">
          <table className="regulars-table">
            <thead>
              <tr>
                <th scope="col">Tier</th>
                <th scope="col">From</th>
                <th scope="col">Customers</th>
                <th scope="col">Share of buyers</th>
              </tr>
            </thead>
            <tbody>
              {sizes.map(({ name, threshold, customers }) => (
                <tr key={name ?? ""}>
                  <th scope="row">{name ?? "No tier"}</th>
                  <td>{name === null ? "–" : valueText(threshold, rules, format)}</td>
                  <td>{format.count(customers)}</td>
                  <td>{total === 0 ? "–" : format.percent(customers / total)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
        <Text as="p" tone="subdued">
          In segments: regulars.tier = &apos;{sizes[0]?.name ?? "Gold"}&apos;. A segment names a
          tier as it is spelled here; if you rename the tier, the segment keeps its members and says
          so until the name is changed there too.
        </Text>
      </BlockStack>
    </Card>
  );
}
