import { BlockStack, Card, Text } from "@shopify/polaris";
import { DayChart } from "#app/ui/charts/day-chart.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { ScrollBox } from "#app/ui/scroll-box.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

const text = {
  title: "Customers over time",
  table: "The same as a table",
  soon: "The first point is drawn at the next midnight of your shop.",
};

export interface SizeOfDay {
  day: number;
  members: number;
  joined: number;
  left: number;
}

/** How large a segment was day by day, as a chart and as a table. */
export function Sizes({ name, sizes }: { name: string; sizes: SizeOfDay[] }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {text.title}
        </Text>
        {sizes.length < 2 ? (
          <Text as="p" tone="subdued">
            {text.soon}
          </Text>
        ) : (
          <DayChart
            title={`Customers in ${name} per day`}
            values={sizes.map(({ day, members }) => ({ day, value: members }))}
          />
        )}
        {sizes.length > 0 ? (
          <Disclosure label={text.table}>
            <SizeTable name={name} sizes={sizes} />
          </Disclosure>
        ) : null}
      </BlockStack>
    </Card>
  );
}

function SizeTable({ name, sizes }: { name: string; sizes: SizeOfDay[] }) {
  const format = useFormat();
  return (
    <ScrollBox label={`Customers in ${name} per day`}>
      <table className="regulars-table">
        <caption className="regulars-hidden">{`Customers in ${name} per day`}</caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Customers</th>
            <th scope="col">Joined</th>
            <th scope="col">Left</th>
          </tr>
        </thead>
        <tbody>
          {[...sizes].reverse().map(({ day, members, joined, left }) => (
            <tr key={day}>
              <th scope="row">{format.day(day)}</th>
              <td>{format.count(members)}</td>
              <td>{format.count(joined)}</td>
              <td>{format.count(left)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
