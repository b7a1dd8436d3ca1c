import {
  BlockStack,
  Card,
  Checkbox,
  ChoiceList,
  FormLayout,
  Text,
  TextField,
} from "@shopify/polaris";
import type { OfferForm } from "./use-offer-form.ts";

const text = {
  title: "How they come by it",
  methods: [
    {
      value: "automatic",
      label: "By itself at checkout",
      helpText: "Members sign in, and the price is theirs.",
    },
    {
      value: "code",
      label: "With one code",
      helpText: "Members see the code on your storefront; it works for nobody else.",
    },
    {
      value: "member-codes",
      label: "With a code for each member",
      helpText: "Everybody has a code of their own, which works for nobody else.",
    },
  ],
  code: "Code",
  codeHelp: "Letters, digits, - and _ only. Members type it, so keep it short.",
  once: "Once for each customer",
  uses: "Times in all",
  usesEach: "Times each code works",
  usesHelp: "Leave empty for no limit.",
  automaticLimits:
    "Shopify counts uses of codes only: an offer that applies by itself has no limits.",
};

/** By itself, by one code, or by a code for each member; and how often. */
export function MethodCard({ form }: { form: OfferForm }) {
  const { method } = form.fields;
  return (
    <Card>
      <BlockStack gap="400">
        <ChoiceList
          title={
            <Text as="span" variant="headingMd">
              {text.title}
            </Text>
          }
          name="method"
          choices={text.methods}
          selected={[method]}
          onChange={([chosen]) => {
            if (chosen !== undefined) form.set({ method: chosen });
          }}
        />
        {method === "automatic" ? (
          <Text as="p" tone="subdued">
            {text.automaticLimits}
          </Text>
        ) : (
          <FormLayout>
            {method === "code" ? (
              <TextField
                label={text.code}
                helpText={text.codeHelp}
                maxLength={60}
                {...form.field("code")}
              />
            ) : null}
            <Checkbox label={text.once} {...form.ticked("oncePerCustomer")} />
            <TextField
              label={method === "code" ? text.uses : text.usesEach}
              helpText={text.usesHelp}
              inputMode="numeric"
              {...form.field("usageLimit")}
            />
          </FormLayout>
        )}
      </BlockStack>
    </Card>
  );
}
