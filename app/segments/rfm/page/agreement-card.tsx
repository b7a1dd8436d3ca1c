import { BlockStack, Card, Text } from "@shopify/polaris";
import { ScrollBox } from "#app/ui/scroll-box.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { agreementOf, REASON_TEXT, type AgreementRow } from "../agreement/agreement.ts";
import { groupLabel } from "../group-label.ts";

/** Our groups beside Shopify's own, and why they differ. */
export function AgreementCard({ rows }: { rows: AgreementRow[] }) {
  const format = useFormat();
  const { compared, same, table, reasons } = agreementOf(rows);
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Agreement with Shopify&apos;s own groups
        </Text>
        {compared === 0 ? (
          <Text as="p" tone="subdued">
            Shopify has told us no group of any customer yet.
          </Text>
        ) : (
          <>
            <Text as="p">
              {`${format.percent(same / compared)} of ${format.count(compared)} customers are in the group that Shopify gives them.`}
            </Text>
            <ScrollBox label="Customers by our group and Shopify's">
              <table className="regulars-table regulars-agreement">
                <caption className="regulars-hidden">
                  Customers by our group, down, and Shopify&apos;s, across
                </caption>
                <thead>
                  <tr>
                    <th scope="col">Ours ↓ Shopify&apos;s →</th>
                    {table.map(({ group }) => (
                      <th scope="col" key={group}>
                        {groupLabel(group)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {table.map(({ group, counts }, row) => (
                    <tr key={group}>
                      <th scope="row">{groupLabel(group)}</th>
                      {counts.map((customers, column) => (
                        <td
                          key={table[column]?.group}
                          data-same={row === column ? "" : undefined}
                          data-none={customers === 0 ? "" : undefined}
                        >
                          {customers === 0 ? "–" : format.count(customers)}
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </ScrollBox>
            {reasons.length === 0 ? null : (
              <BlockStack gap="200">
                <Text as="h3" variant="headingSm">
                  Where they differ
                </Text>
                <ul className="regulars-rows">
                  {reasons.map(({ reason, customers }) => (
                    <li key={reason}>
                      <Text as="span">{REASON_TEXT[reason]}</Text>
                      <span />
                      <Text as="span" numeric>
                        {format.count(customers)}
                      </Text>
                    </li>
                  ))}
                </ul>
                <Text as="p" tone="subdued">
                  Each customer is counted once, under the first that is true of them. Shopify
                  publishes neither its cut-offs nor how it rounds.
                </Text>
              </BlockStack>
            )}
          </>
        )}
      </BlockStack>
    </Card>
  );
}
