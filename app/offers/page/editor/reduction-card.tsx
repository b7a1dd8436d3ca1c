import {
  BlockStack,
  Card,
  Checkbox,
  ChoiceList,
  FormLayout,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useFormat } from "#app/ui/use-format.tsx";
import { ItemsField } from "./items-field.tsx";
import type { OfferForm } from "./use-offer-form.ts";

const text = {
  title: "What they get",
  kind: "Kind of reduction",
  kinds: [
    { value: "percentage", label: "Percentage off" },
    { value: "amount", label: "Amount off" },
    { value: "free-shipping", label: "Free shipping" },
    { value: "buy-x-get-y", label: "Buy X, get Y" },
  ],
  percent: "Percentage",
  amount: "Amount",
  on: "On",
  each: "Off each unit",
  eachHelp: "Otherwise it is taken off once, spread over all that it is on.",
  upTo: "Only rates up to",
  upToHelp: "Leave empty for any rate.",
  buys: "They buy",
  buysBy: "Counted by",
  byQuantity: "Number of pieces",
  byAmount: "Amount spent",
  pieces: "Pieces to buy",
  spent: "Amount to spend",
  buysOn: "Of",
  gets: "They get",
  getsPieces: "Pieces they get",
  getsPercent: "Percentage off these",
  getsPercentHelp: "100 is free.",
  getsOn: "Of these",
  usesPerOrder: "Times in one order",
  usesHelp: "Leave empty for no limit.",
};

/** What is given: the kind, how much of it, and on what. */
export function ReductionCard({ form }: { form: OfferForm }) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {text.title}
        </Text>
        <ChoiceList
          title={text.kind}
          name="kind"
          choices={text.kinds}
          selected={[form.fields.kind]}
          onChange={([kind]) => {
            if (kind !== undefined) form.set({ kind });
          }}
        />
        <Kind form={form} />
      </BlockStack>
    </Card>
  );
}

function Kind({ form }: { form: OfferForm }) {
  const { currency } = useFormat();
  switch (form.fields.kind) {
    case "amount":
      return (
        <FormLayout>
          <TextField
            label={text.amount}
            inputMode="decimal"
            suffix={currency}
            {...form.field("amount")}
          />
          <ItemsField form={form} place="items" label={text.on} />
          {form.fields.itemsOn === "all" ? null : (
            <Checkbox label={text.each} helpText={text.eachHelp} {...form.ticked("eachItem")} />
          )}
        </FormLayout>
      );
    case "free-shipping":
      return (
        <TextField
          label={text.upTo}
          helpText={text.upToHelp}
          inputMode="decimal"
          suffix={currency}
          {...form.field("shippingUpTo")}
        />
      );
    case "buy-x-get-y":
      return <Gift form={form} />;
    default:
      return (
        <FormLayout>
          <TextField
            label={text.percent}
            inputMode="decimal"
            suffix="%"
            {...form.field("percent")}
          />
          <ItemsField form={form} place="items" label={text.on} />
        </FormLayout>
      );
  }
}

function Gift({ form }: { form: OfferForm }) {
  const { currency } = useFormat();
  const isByAmount = form.fields.buysBy === "amount";
  return (
    <BlockStack gap="400">
      <FormLayout>
        <Text as="h3" variant="headingSm">
          {text.buys}
        </Text>
        <FormLayout.Group>
          <Select
            label={text.buysBy}
            options={[
              { value: "quantity", label: text.byQuantity },
              { value: "amount", label: text.byAmount },
            ]}
            {...form.field("buysBy")}
          />
          {isByAmount ? (
            <TextField
              label={text.spent}
              inputMode="decimal"
              suffix={currency}
              {...form.field("buysAmount")}
            />
          ) : (
            <TextField label={text.pieces} inputMode="numeric" {...form.field("buysQuantity")} />
          )}
        </FormLayout.Group>
        <ItemsField form={form} place="buys" label={text.buysOn} isNamed />
      </FormLayout>
      <FormLayout>
        <Text as="h3" variant="headingSm">
          {text.gets}
        </Text>
        <FormLayout.Group>
          <TextField label={text.getsPieces} inputMode="numeric" {...form.field("getsQuantity")} />
          <TextField
            label={text.getsPercent}
            helpText={text.getsPercentHelp}
            inputMode="decimal"
            suffix="%"
            {...form.field("getsPercent")}
          />
        </FormLayout.Group>
        <ItemsField form={form} place="gets" label={text.getsOn} isNamed />
        <TextField
          label={text.usesPerOrder}
          helpText={text.usesHelp}
          inputMode="numeric"
          {...form.field("usesPerOrder")}
        />
      </FormLayout>
    </BlockStack>
  );
}
