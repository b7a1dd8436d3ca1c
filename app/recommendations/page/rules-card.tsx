import { useFetcher } from "@remix-run/react";
import {
  Banner,
  BlockStack,
  Button,
  Card,
  FormLayout,
  InlineStack,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";

const text = {
  title: "Your rules",
  explain:
    "They win over everything: what you leave out is recommended nowhere, what you pin comes first on shelves. Shelves follow within minutes.",
  none: "No rules: everything for sale may be recommended.",
  kind: "What to do",
  subject: "With",
  value: "Name",
  add: "Add rule",
  remove: "Remove",
};

const KINDS = [
  { label: "Leave out", value: "exclude" },
  { label: "Pin", value: "pin" },
  { label: "Nothing cheaper than", value: "price-floor" },
  { label: "Nothing with a margin below", value: "margin-floor" },
];
const SUBJECTS = ["product", "type", "vendor", "tag", "collection"];
const HELP: Readonly<Record<string, string>> = {
  product: "Its title, handle or id",
  collection: "Its title, handle or id",
  type: "As it is written in Shopify",
  vendor: "As it is written in Shopify",
  tag: "As it is written in Shopify",
};

export interface RuleInWords {
  ruleId: number;
  text: string;
}

/** What the merchant pinned and left out, and a form for more. */
export function RulesCard({ rules, currency }: { rules: RuleInWords[]; currency: string }) {
  const fetcher = useFetcher<{ fault: string | null }>();
  const [kind, setKind] = useState("exclude");
  const [subject, setSubject] = useState("product");
  const [value, setValue] = useState("");
  const isFloor = kind.endsWith("-floor");
  const isBusy = fetcher.state !== "idle";
  const label =
    kind === "price-floor"
      ? `Price in ${currency}`
      : kind === "margin-floor"
        ? "Margin in %"
        : text.value;
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {text.title}
          </Text>
          <Text as="p" tone="subdued">
            {text.explain}
          </Text>
        </BlockStack>
        {rules.length === 0 ? (
          <Text as="p" tone="subdued">
            {text.none}
          </Text>
        ) : (
          <BlockStack gap="200">
            {rules.map((rule) => (
              <InlineStack key={rule.ruleId} align="space-between" blockAlign="center" gap="200">
                <Text as="p">{rule.text}</Text>
                <Button
                  variant="plain"
                  tone="critical"
                  disabled={isBusy}
                  accessibilityLabel={`${text.remove}: ${rule.text}`}
                  onClick={() => {
                    fetcher.submit(
                      { intent: "remove-rule", ruleId: String(rule.ruleId) },
                      { method: "post" },
                    );
                  }}
                >
                  {text.remove}
                </Button>
              </InlineStack>
            ))}
          </BlockStack>
        )}
        {fetcher.data?.fault ? <Banner tone="critical">{fetcher.data.fault}</Banner> : null}
        <fetcher.Form
          method="post"
          onSubmit={() => {
            setValue("");
          }}
        >
          <input type="hidden" name="intent" value="add-rule" />
          <FormLayout>
            <FormLayout.Group>
              <Select
                label={text.kind}
                name="kind"
                options={KINDS}
                value={kind}
                onChange={setKind}
              />
              {isFloor ? null : (
                <Select
                  label={text.subject}
                  name="subject"
                  options={SUBJECTS.map((one) => ({ label: one, value: one }))}
                  value={subject}
                  onChange={setSubject}
                />
              )}
              <TextField
                label={label}
                name="value"
                value={value}
                onChange={setValue}
                autoComplete="off"
                helpText={isFloor ? undefined : HELP[subject]}
              />
            </FormLayout.Group>
            <Button submit loading={isBusy} disabled={value.trim() === ""}>
              {text.add}
            </Button>
          </FormLayout>
        </fetcher.Form>
      </BlockStack>
    </Card>
  );
}
