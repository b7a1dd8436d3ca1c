import { Form, useNavigation } from "@remix-run/react";
import {
  Banner,
  BlockStack,
  Button,
  Card,
  FormLayout,
  InlineStack,
  Layout,
  Page,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";
import type { SettingsErrors, SettingsFields } from "./settings.ts";

const text = {
  title: "Offers",
  heading: "What holds for every offer",
  explain: "Each offer is held to this before it is activated.",
  save: "Save",
  saved: "Saved. Who has which offer is being made true by it.",
  refused: "Nothing was saved: please look at the marked fields",
};

const FIELDS: readonly {
  name: keyof SettingsFields;
  label: string;
  help: string;
  suffix?: string;
  placeholder?: string;
}[] = [
  {
    name: "marginFloor",
    label: "Margin floor",
    help: "What must be left of what is paid, after the cost per item that Shopify knows. An offer that leaves less cannot be activated. 0: nothing may be sold at a loss.",
    suffix: "%",
  },
  {
    name: "noOffersTag",
    label: "Do-not-offer tag",
    help: "Customers with this tag in Shopify get no offer, whatever segments they are in. Empty: no tag does that.",
  },
  {
    name: "quietDays",
    label: "Quiet days of a new offer",
    help: "Nobody gets an offer on what they paid full price for within so many days. Each offer can have its own; 0 switches it off.",
    suffix: "days",
  },
  {
    name: "disclose",
    label: "Say that a price is personal in",
    help: "Countries or regions whose shoppers are told below an offer that it was made for them: US-NY, US-CA, DE. Which law asks for it is for your lawyer to say.",
    placeholder: "US-NY, US-CA",
  },
];

interface Props {
  fields: SettingsFields;
  errors: SettingsErrors;
  isSaved: boolean;
}

/** What a merchant wants of every offer. */
export function OfferSettingsPage({ fields: kept, errors, isSaved }: Props) {
  const [fields, setFields] = useState(kept);
  const isSaving = useNavigation().state === "submitting";
  const isChanged = FIELDS.some(({ name }) => fields[name] !== kept[name]);
  return (
    <Page title={text.title} backAction={{ content: "Settings", url: "/app/settings" }}>
      <Layout>
        <Layout.Section>
          <Card>
            <Form
              method="post"
              data-save-bar
              onReset={() => {
                setFields(kept);
              }}
            >
              <BlockStack gap="400">
                <Text as="h2" variant="headingMd">
                  {text.heading}
                </Text>
                <Text as="p" tone="subdued">
                  {text.explain}
                </Text>
                {isSaved && !isChanged ? <Banner tone="success" title={text.saved} /> : null}
                {Object.keys(errors).length > 0 ? (
                  <Banner tone="critical" title={text.refused} />
                ) : null}
                <FormLayout>
                  {FIELDS.map(({ name, label, help, ...look }) => (
                    <TextField
                      key={name}
                      autoComplete="off"
                      label={label}
                      helpText={help}
                      name={name}
                      value={fields[name]}
                      error={errors[name]}
                      onChange={(value) => {
                        setFields((before) => ({ ...before, [name]: value }));
                      }}
                      {...look}
                    />
                  ))}
                </FormLayout>
                <InlineStack align="end">
                  <Button submit variant="primary" disabled={!isChanged} loading={isSaving}>
                    {text.save}
                  </Button>
                </InlineStack>
              </BlockStack>
            </Form>
          </Card>
        </Layout.Section>
      </Layout>
    </Page>
  );
}
