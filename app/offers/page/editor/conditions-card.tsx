import { BlockStack, Card, Checkbox, Select, Text, TextField } from "@shopify/polaris";
import { useFormat } from "#app/ui/use-format.tsx";
import { classOf, type Reduction } from "../../terms.ts";
import { canStandBeside, CLASSES, DISCOUNT_CLASSES } from "../offer-words.ts";
import type { OfferForm } from "./use-offer-form.ts";

const text = {
  title: "When it applies",
  minimum: "Minimum",
  none: "None",
  subtotal: "Amount in the cart",
  quantity: "Pieces in the cart",
  minimumAmount: "At least so much",
  minimumQuantity: "At least so many pieces",
  minimumGift: "What must be bought for it is its minimum.",
  minimumNamed: "Counted is only what the offer is on.",
  combines: "Combines with",
  bothSides:
    "Shopify combines two discounts only if both allow it; otherwise the one that saves the customer more applies.",
  neverShipping: "Shopify never takes shipping off twice.",
};

const FIELDS = { product: "withProduct", order: "withOrder", shipping: "withShipping" } as const;

/** What must be in the cart, and what it may stand beside. */
export function ConditionsCard({ form, reduction }: { form: OfferForm; reduction: Reduction }) {
  const own = classOf({ reduction });
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {text.title}
        </Text>
        {reduction.kind === "buy-x-get-y" ? (
          <Text as="p" tone="subdued">
            {text.minimumGift}
          </Text>
        ) : (
          <MinimumFields form={form} isNamed={own === "product"} />
        )}
        <fieldset className="regulars-fieldset">
          <legend>{text.combines}</legend>
          <BlockStack gap="100">
            <Text as="p" tone="subdued">
              {`To Shopify this one is among the ${CLASSES[own].name}. ${text.bothSides}`}
            </Text>
            {DISCOUNT_CLASSES.map((other) => {
              const can = canStandBeside({ reduction }, other);
              const { checked, ...rest } = form.ticked(FIELDS[other]);
              return (
                <Checkbox
                  key={other}
                  label={capital(CLASSES[other].name)}
                  helpText={can ? capital(CLASSES[other].explains) : text.neverShipping}
                  disabled={!can}
                  checked={can && checked}
                  {...rest}
                />
              );
            })}
          </BlockStack>
        </fieldset>
      </BlockStack>
    </Card>
  );
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

function MinimumFields({ form, isNamed }: { form: OfferForm; isNamed: boolean }) {
  const { currency } = useFormat();
  const helpText = isNamed ? text.minimumNamed : undefined;
  return (
    <BlockStack gap="200">
      <Select
        label={text.minimum}
        options={[
          { value: "none", label: text.none },
          { value: "subtotal", label: text.subtotal },
          { value: "quantity", label: text.quantity },
        ]}
        {...form.field("minimum")}
      />
      {form.fields.minimum === "subtotal" ? (
        <TextField
          label={text.minimumAmount}
          inputMode="decimal"
          suffix={currency}
          helpText={helpText}
          {...form.field("minimumAmount")}
        />
      ) : null}
      {form.fields.minimum === "quantity" ? (
        <TextField
          label={text.minimumQuantity}
          inputMode="numeric"
          helpText={helpText}
          {...form.field("minimumQuantity")}
        />
      ) : null}
    </BlockStack>
  );
}
