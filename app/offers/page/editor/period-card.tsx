import { BlockStack, Card, FormLayout, Text, TextField } from "@shopify/polaris";
import { useFormat } from "#app/ui/use-format.tsx";
import type { OfferForm } from "./use-offer-form.ts";

const text = {
  title: "From when until when",
  starts: "From",
  ends: "Until",
  endsHelp: "Leave empty for an offer without an end.",
};

/** When it runs, in the shop's zone. */
export function PeriodCard({ form }: { form: OfferForm }) {
  const { timeZone } = useFormat();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {text.title}
        </Text>
        <FormLayout>
          <FormLayout.Group>
            <TextField label={text.starts} type="datetime-local" {...form.field("startsAt")} />
            <TextField
              label={text.ends}
              type="datetime-local"
              helpText={text.endsHelp}
              {...form.field("endsAt")}
            />
          </FormLayout.Group>
        </FormLayout>
        <Text as="p" tone="subdued" variant="bodySm">
          {`In your shop's time zone, ${timeZone}.`}
        </Text>
      </BlockStack>
    </Card>
  );
}
