import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useFormat } from "#app/ui/use-format.tsx";

/** As the route of the cost answers. */
interface Cost {
  orders: number;
  touched: number;
  costMinor: number;
  days: number;
}

/** What a tier's offers would have cost in the last year, when it is asked for. */
export function CostOfYear({ tierId }: { tierId: number }) {
  const format = useFormat();
  const asked = useFetcher<Cost>();
  return (
    <BlockStack gap="200">
      <InlineStack>
        <Button
          loading={asked.state !== "idle"}
          onClick={() => {
            asked.load(`/app/tiers/cost?tier=${tierId}`);
          }}
        >
          What would the offers for members have cost last year?
        </Button>
      </InlineStack>
      <div aria-live="polite">
        {asked.data ? (
          <Text as="p">
            {asked.data.orders === 0
              ? "Who is in this tier now placed no order in the last year that they would have been on."
              : `${format.money(asked.data.costMinor)}: of ${format.count(asked.data.orders)} orders in ${format.count(asked.data.days)} days, each offer is priced by itself, as if nobody had bought more because of it (${format.count(asked.data.touched)} reductions). Offers on entering are not in it.`}
          </Text>
        ) : null}
      </div>
    </BlockStack>
  );
}
