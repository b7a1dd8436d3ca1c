import { Badge, Card, InlineStack, Text } from "@shopify/polaris";
import type { CustomerOrder } from "#app/segments/customer/past.server.ts";
import { useFormat } from "#app/ui/use-format.tsx";

const text = { title: "Latest orders", none: "No orders." };

export function Orders({ orders }: { orders: CustomerOrder[] }) {
  return (
    <Card padding="0">
      <div className="regulars-card-head">
        <Text as="h2" variant="headingMd">
          {text.title}
        </Text>
      </div>
      <div className="regulars-card-body">
        {orders.length === 0 ? (
          <Text as="p" tone="subdued">
            {text.none}
          </Text>
        ) : (
          <ul className="regulars-missed">
            {orders.map((order) => (
              <Order key={order.orderId} order={order} />
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}

function Order({ order }: { order: CustomerOrder }) {
  const format = useFormat();
  const { processedAt, totalMinor, discountMinor, refundedMinor, isCancelled } = order;
  return (
    <li>
      <InlineStack gap="200" blockAlign="center">
        <Text as="span" fontWeight="semibold">
          {format.date(processedAt)}
        </Text>
        <Text as="span">{format.money(totalMinor)}</Text>
        {isCancelled ? <Badge>Cancelled</Badge> : null}
        {discountMinor > 0 ? (
          <Badge tone="info">{`${format.money(discountMinor)} off`}</Badge>
        ) : null}
        {refundedMinor > 0 ? (
          <Badge tone="attention">{`${format.money(refundedMinor)} given back`}</Badge>
        ) : null}
      </InlineStack>
      <Text as="span" tone="subdued">
        {`${format.count(order.units)} ${order.units === 1 ? "unit" : "units"}${order.titles.length > 0 ? `: ${order.titles.join(", ")}` : ""}`}
      </Text>
    </li>
  );
}
