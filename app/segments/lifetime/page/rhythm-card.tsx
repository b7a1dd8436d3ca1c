import { BlockStack, Card, Text } from "@shopify/polaris";
import { ScrollBox } from "#app/ui/scroll-box.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { FEWEST_JUDGED, LATE, verdictOf, type HitRate } from "../../cadence/hit-rate.ts";

export interface UsualGapRow {
  /** Empty: the shop's. */
  productType: string;
  gapDays: number;
  customers: number;
}

interface Props {
  rhythm: { asOf: number; report: HitRate } | null;
  gaps: UsualGapRow[];
}

/** Usual gaps, and whether lateness told who would come back. */
export function RhythmCard({ rhythm, gaps }: Props) {
  const format = useFormat();
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Usual gaps and lateness
        </Text>
        <Text as="p">
          A customer&apos;s usual gap is the median of the days between their own days of buying,
          from three such days on. Until then it is that of customers whose first product was of the
          same type, else the shop&apos;s. Lateness is days since the last order in usual gaps: 1 is
          due, 2 is as late as the gap is long.
        </Text>
        {rhythm ? <HitRateTable {...rhythm} /> : <Text as="p">Not measured yet.</Text>}
        {gaps.length === 0 ? (
          <Text as="p" tone="subdued">
            Fewer than ten customers have come back: there is no usual gap of the shop yet.
          </Text>
        ) : (
          <ScrollBox label="Usual gaps by type of the first product">
            <table className="regulars-table">
              <thead>
                <tr>
                  <th scope="col">First product&apos;s type</th>
                  <th scope="col">Usual gap to the second order</th>
                  <th scope="col">Customers who came back</th>
                </tr>
              </thead>
              <tbody>
                {gaps.map(({ productType, gapDays, customers }) => (
                  <tr key={productType}>
                    <th scope="row">{productType === "" ? "Any: the shop's" : productType}</th>
                    <td>{`${format.decimal(gapDays)} days`}</td>
                    <td>{format.count(customers)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
        )}
      </BlockStack>
    </Card>
  );
}

function HitRateTable({ asOf, report }: { asOf: number; report: HitRate }) {
  const format = useFormat();
  const { canTell, late, others, lateShare, othersShare } = verdictOf(report);
  const { horizonDays, days, bands } = report;
  return (
    <BlockStack gap="200">
      <Text as="p" fontWeight="semibold">
        {canTell
          ? `Of ${format.count(late.customers)} customers who were late (${format.decimal(LATE)} or more), ${format.percent(lateShare)} bought within ${horizonDays} days; of ${format.count(others.customers)} who were not, ${format.percent(othersShare)}.`
          : `Too few regulars to tell: ${format.count(late.customers)} late ones and ${format.count(others.customers)} others, of whom ${FEWEST_JUDGED} each are needed.`}
      </Text>
      <Text as="p" tone="subdued">
        {`Looked back on ${days.map((day) => format.day(day)).join(", ")}, with what was known then; measured ${format.date(asOf)}.`}
      </Text>
      <ScrollBox label="Customers by lateness">
        <table className="regulars-table">
          <thead>
            <tr>
              <th scope="col">Lateness</th>
              <th scope="col">Customers</th>
              <th scope="col">{`Bought within ${horizonDays} days`}</th>
              <th scope="col">Share</th>
            </tr>
          </thead>
          <tbody>
            {bands.map(({ from, until, customers, returned }) => (
              <tr key={from}>
                <th scope="row">
                  {until === null
                    ? `${format.decimal(from)} and more`
                    : `${format.decimal(from)} to ${format.decimal(until)}`}
                </th>
                <td>{format.count(customers)}</td>
                <td>{format.count(returned)}</td>
                <td>{customers === 0 ? "–" : format.percent(returned / customers)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </BlockStack>
  );
}
