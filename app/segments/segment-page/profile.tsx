import { BlockStack, Card, InlineGrid, Text } from "@shopify/polaris";
import { RECENT_DAYS, type Habits } from "#app/segments/profile/habits.ts";
import type { Insight } from "#app/segments/profile/insight.server.ts";
import type { Lift } from "#app/segments/profile/lift.ts";
import type { Format } from "#app/ui/format.ts";
import { useFormat } from "#app/ui/use-format.tsx";

const text = {
  title: "What its members are like",
  none: "Nothing stands out: nobody is in it, or members buy like everyone.",
};

const HABITS: { label: string; of: (habits: Habits, format: Format) => string | null }[] = [
  {
    label: "Order value",
    of: ({ netPerOrder }, format) => (netPerOrder === null ? null : format.money(netPerOrder)),
  },
  {
    label: "Usual days between orders",
    of: ({ usualGapDays }, format) => (usualGapDays === null ? null : format.decimal(usualGapDays)),
  },
  {
    label: "Orders with a discount",
    of: ({ discountShare }, format) =>
      discountShare === null ? null : format.percent(discountShare),
  },
  {
    label: `Ordered in the last ${RECENT_DAYS} days`,
    of: ({ recent }, format) => format.percent(recent.orderingShare),
  },
  {
    label: `Net spent in the last ${RECENT_DAYS} days, each`,
    of: ({ recent }, format) => format.money(recent.netPerCustomer),
  },
  {
    label: "With e-mail consent or an account",
    of: ({ reachableShare }, format) => format.percent(reachableShare),
  },
];

/** The segment beside the shop: habits, and what is bought more often than elsewhere. */
export function Profile({ insight }: { insight: Insight }) {
  const format = useFormat();
  const { habits, shop, sampled, products, types, vendors, countries } = insight;
  const lists = [
    { title: "Products", lifts: products },
    { title: "Product types", lifts: types },
    { title: "Vendors", lifts: vendors },
    { title: "Countries", lifts: countries },
  ].filter(({ lifts }) => lifts.length > 0);
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {text.title}
          </Text>
          <Text as="p" tone="subdued">
            {sampled === null
              ? "All members, beside everyone who ever bought."
              : `About: ${format.count(sampled)} of the members, beside as many who ever bought.`}
          </Text>
        </BlockStack>
        <table className="regulars-table">
          <caption className="regulars-hidden">{text.title}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="regulars-hidden">Figure</span>
              </th>
              <th scope="col">Members</th>
              <th scope="col">Your buyers</th>
            </tr>
          </thead>
          <tbody>
            {HABITS.map(({ label, of }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{of(habits, format) ?? "–"}</td>
                <td>{of(shop, format) ?? "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {lists.length === 0 ? (
          <Text as="p" tone="subdued">
            {text.none}
          </Text>
        ) : (
          <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
            {lists.map((list) => (
              <Lifts key={list.title} {...list} />
            ))}
          </InlineGrid>
        )}
      </BlockStack>
    </Card>
  );
}

function Lifts({ title, lifts }: { title: string; lifts: Lift[] }) {
  const format = useFormat();
  return (
    <div>
      <Text as="h3" variant="headingSm">
        {title}
      </Text>
      <ul className="regulars-rows">
        {lifts.map(({ key, label, share, shopShare, lift }) => (
          <li key={key}>
            <span>{label}</span>
            <Text as="span" fontWeight="semibold">{`${format.decimal(lift)}×`}</Text>
            <Text as="span" tone="subdued">
              {`${format.percent(share)} of members, ${format.percent(shopShare)} of buyers`}
            </Text>
          </li>
        ))}
      </ul>
    </div>
  );
}
