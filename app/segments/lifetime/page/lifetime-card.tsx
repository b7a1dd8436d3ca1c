import { Badge, BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { Figure, Figures } from "#app/ui/figure.tsx";
import type { Format } from "#app/ui/format.ts";
import { ScrollBox } from "#app/ui/scroll-box.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import {
  HORIZON_WEEKS,
  type FittedLifetime,
  type HeldOut,
  type LifetimeReport,
} from "../shop/lifetime-report.ts";

/** Over all customers. */
export interface LifetimeTotals {
  customers: number;
  expectedOrders: number;
  expectedValueMinor: number;
}

interface Props {
  lifetime: { asOf: number; report: LifetimeReport } | null;
  totals: LifetimeTotals;
}

/** What is to be expected of customers, and by how much the models would have missed. */
export function LifetimeCard({ lifetime, totals }: Props) {
  const format = useFormat();
  const report = lifetime?.report;
  const fittedAt = lifetime?.asOf ?? 0;
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack gap="300" blockAlign="center">
          <Text as="h2" variant="headingMd">
            Lifetime value
          </Text>
          {report && report.kind !== "fitted" ? <Badge tone="attention">No forecast</Badge> : null}
        </InlineStack>
        {!report ? <Text as="p">The models are fitted after the first refresh.</Text> : null}
        {report && report.kind !== "fitted" ? <Text as="p">{whyNot(report, format)}</Text> : null}
        {report?.kind === "fitted" ? (
          <>
            <Figures>
              <Figure
                label={`Expected orders, next ${HORIZON_WEEKS} weeks`}
                value={format.count(Math.round(totals.expectedOrders))}
                note={`of ${format.count(totals.customers)} customers`}
              />
              <Figure
                label={`Expected value, next ${HORIZON_WEEKS} weeks`}
                value={format.money(totals.expectedValueMinor)}
                note="net spend, not margin"
              />
            </Figures>
            {report.heldOut ? <HeldOutError heldOut={report.heldOut} /> : <NoHeldOut />}
            <Parameters report={report} asOf={fittedAt} />
          </>
        ) : null}
      </BlockStack>
    </Card>
  );
}

function timesText(repeats: number, orMore: boolean): string {
  if (orMore) return `${repeats} times or more`;
  return ["never", "once"][repeats] ?? `${repeats} times`;
}

/** Why there is no forecast: never a number in its place. */
function whyNot(report: Exclude<LifetimeReport, { kind: "fitted" }>, format: Format): string {
  switch (report.kind) {
    case "orders-missing":
      return "Shopify shows us the orders of sixty days only. The models need each customer's first order.";
    case "too-short":
      return `Orders reach back ${format.count(report.days)} days; the models need ${format.count(report.needed)} to tell who is away from who has left.`;
    case "too-few":
      return `${format.count(report.repeaters)} customers have bought again on another day; the models need ${format.count(report.needed)} who spent something.`;
    case "not-converged":
      return report.model === "bgNbd"
        ? "The model of how often customers buy found no best answer for your shop: its customers may be all alike."
        : "The model of what customers spend found no best answer for your shop: its orders may all be worth the same.";
  }
}

const NoHeldOut = () => (
  <Text as="p" tone="subdued">
    Your shop was too young or too small a few months ago to say by how much this forecast would
    have missed. Take it with care.
  </Text>
);

function HeldOutError({ heldOut }: { heldOut: HeldOut }) {
  const format = useFormat();
  const { until, end, customers, purchases, value, meanAbsoluteError, byRepeats } = heldOut;
  const missed = ({ error }: { error: number | null }) =>
    error === null
      ? "nothing happened to compare with"
      : `${format.percent(Math.abs(error))} too ${error > 0 ? "many" : "few"}`;
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        By how much it would have missed
      </Text>
      <Text as="p">
        {`Fitted to what was known on ${format.day(until)} and asked about the time to ${format.day(end)}, the models expect ${format.count(Math.round(purchases.expected))} orders; ${format.count(purchases.actual)} came (${missed(purchases)}). In value they expect ${format.money(Math.round(value.expected))}; ${format.money(value.actual)} came. A single customer is missed by ${format.decimal(meanAbsoluteError)} orders on average.`}
      </Text>
      <ScrollBox label="What was expected and what came">
        <table className="regulars-table">
          <thead>
            <tr>
              <th scope="col">Had come back before</th>
              <th scope="col">Customers</th>
              <th scope="col">Expected orders each</th>
              <th scope="col">Came</th>
            </tr>
          </thead>
          <tbody>
            {byRepeats.map(({ repeats, orMore, customers: alike, expected, actual }) => (
              <tr key={repeats}>
                <th scope="row">{timesText(repeats, orMore)}</th>
                <td>{format.count(alike)}</td>
                <td>{format.decimal(expected)}</td>
                <td>{format.decimal(actual)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <Text
        as="p"
        tone="subdued"
      >{`${format.count(customers)} customers who had bought by then; orders of one day are one.`}</Text>
    </BlockStack>
  );
}

function Parameters({ report, asOf }: { report: FittedLifetime; asOf: number }) {
  const format = useFormat();
  const { bgNbd, gammaGamma, correlation, customers, repeaters, grainDays } = report;
  const number = (value: number) => value.toPrecision(4);
  return (
    <Disclosure label="The models and their parameters">
      <BlockStack gap="200">
        <Text as="p">
          {`BG/NBD (Fader, Hardie and Lee 2005): r ${number(bgNbd.r)}, alpha ${number(bgNbd.alpha)}, a ${number(bgNbd.a)}, b ${number(bgNbd.b)}, in weeks. Gamma-Gamma (Fader and Hardie 2013): p ${number(gammaGamma.p)}, q ${number(gammaGamma.q)}, v ${number(gammaGamma.v)}, in minor units.`}
        </Text>
        <Text as="p" tone="subdued">
          {`Fitted ${format.moment(asOf)} to ${format.count(customers)} customers, ${format.count(repeaters)} of whom came back${grainDays === 7 ? ", with times in whole weeks" : ""}. ${correlation === null ? "" : `How often customers buy goes with what they spend by a correlation of ${format.decimal(correlation)}; the models take it to be none.`}`}
        </Text>
      </BlockStack>
    </Disclosure>
  );
}
