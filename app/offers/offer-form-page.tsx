import { Form, useNavigation } from "@remix-run/react";
import {
  Banner,
  BlockStack,
  Box,
  Button,
  Card,
  ChoiceList,
  FormLayout,
  InlineStack,
  Page,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";
import { useFormat } from "#app/ui/use-format.tsx";
import type { OfferFields, OfferFormErrors } from "./offer-form.ts";

const text = {
  title: "Create offer",
  back: "Offers",
  name: "Name",
  nameHelp: "Customers see it in the cart and at checkout, and you in Shopify's discounts.",
  segment: "For whom",
  percent: "Percentage off",
  method: "How it applies",
  automatic: "By itself at checkout",
  automaticHelp: "Members sign in, and the price is theirs.",
  byCode: "With a code",
  byCodeHelp: "Members see the code on your storefront; it works for nobody else.",
  code: "Code",
  starts: "From",
  ends: "Until",
  endsHelp: "Leave empty for an offer without an end.",
  save: "Publish offer",
  check: "Please look at the marked fields",
};

interface Props {
  /** What stands in the form at first, or what was sent and refused. */
  fields: OfferFields;
  segments: { segmentId: number; name: string; memberCount: number }[];
  errors?: OfferFormErrors | undefined;
}

/** Dates are typed and shown in the shop's zone. */
export function OfferFormPage({ fields, segments, errors }: Props) {
  const format = useFormat();
  const [typed, setTyped] = useState(fields);
  const isSaving = useNavigation().state !== "idle";
  const set = (name: keyof OfferFields) => (value: string) => {
    setTyped((before) => ({ ...before, [name]: value }));
  };
  const field = (name: keyof OfferFields) => ({
    name,
    value: typed[name],
    onChange: set(name),
    error: errors?.[name],
    autoComplete: "off",
  });

  return (
    <Page title={text.title} backAction={{ content: text.back, url: "/app/offers" }}>
      <Form
        method="post"
        data-save-bar
        noValidate // faults are said at their field, in our words
        onReset={() => {
          setTyped(fields);
        }}
      >
        <BlockStack gap="400">
          {errors && Object.keys(errors).length > 0 ? (
            <Banner tone="critical" title={errors.form ?? text.check} />
          ) : null}
          <Card>
            <FormLayout>
              <TextField
                label={text.name}
                helpText={text.nameHelp}
                maxLength={120}
                {...field("title")}
              />
              <Select
                label={text.segment}
                name="segmentId"
                options={segments.map(({ segmentId, name, memberCount }) => ({
                  value: String(segmentId),
                  label: `${name} (${format.count(memberCount)})`,
                }))}
                value={typed.segmentId}
                onChange={set("segmentId")}
                error={errors?.segmentId}
              />
              <TextField
                label={text.percent}
                type="number"
                min={1}
                max={100}
                step={0.01}
                suffix="%"
                {...field("percent")}
              />
            </FormLayout>
          </Card>
          <Card>
            <BlockStack gap="400">
              <input type="hidden" name="method" value={typed.method} />
              <ChoiceList
                title={text.method}
                choices={[
                  { label: text.automatic, value: "automatic", helpText: text.automaticHelp },
                  { label: text.byCode, value: "code", helpText: text.byCodeHelp },
                ]}
                selected={[typed.method]}
                onChange={([method]) => {
                  if (method) set("method")(method);
                }}
              />
              {typed.method === "code" ? (
                <TextField label={text.code} maxLength={40} {...field("code")} />
              ) : null}
            </BlockStack>
          </Card>
          <Card>
            <BlockStack gap="300">
              <FormLayout>
                <FormLayout.Group>
                  <TextField label={text.starts} type="datetime-local" {...field("startsAt")} />
                  <TextField
                    label={text.ends}
                    type="datetime-local"
                    helpText={text.endsHelp}
                    {...field("endsAt")}
                  />
                </FormLayout.Group>
              </FormLayout>
              <Text as="p" tone="subdued" variant="bodySm">
                {`In your shop's time zone, ${format.timeZone}.`}
              </Text>
            </BlockStack>
          </Card>
          <Box paddingInline={{ xs: "400", sm: "0" }} paddingBlockEnd="400">
            <InlineStack align="end">
              <Button submit variant="primary" loading={isSaving}>
                {text.save}
              </Button>
            </InlineStack>
          </Box>
        </BlockStack>
      </Form>
    </Page>
  );
}
