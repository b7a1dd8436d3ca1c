import { Form, useNavigation } from "@remix-run/react";
import { BlockStack, Button, Card, ChoiceList, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { useFormat } from "#app/ui/use-format.tsx";

type Consent = "opt-out" | "opt-in";

interface Props {
  consent: Consent;
  choices: { on: number; off: number };
}

/** Whether customers are asked first. */
export function ConsentCard({ consent, choices }: Props) {
  const [chosen, setChosen] = useState<Consent>(consent);
  const isSaving = useNavigation().formData?.get("intent") === "consent";
  const format = useFormat();
  return (
    <Card>
      <Form
        method="post"
        data-save-bar
        onReset={() => {
          setChosen(consent);
        }}
      >
        <input type="hidden" name="intent" value="consent" />
        <BlockStack gap="300">
          <ChoiceList
            title="What is shown for one customer alone"
            name="consent"
            selected={[chosen]}
            onChange={([value]) => {
              setChosen(value === "opt-in" ? "opt-in" : "opt-out");
            }}
            choices={[
              {
                value: "opt-out",
                label: "Shown until the customer switches it off",
                helpText: "Signed-in customers see their products, offers and tier at once.",
              },
              {
                value: "opt-in",
                label: "Shown only after the customer switches it on",
                helpText:
                  "For shops that need consent. Until then customers see what everyone sees, and have no segment's offer.",
              },
            ]}
          />
          <Text as="p" tone="subdued">
            {`Customers decide in the block “Why am I seeing this?”. So far ${format.count(choices.off)} switched it off and ${format.count(choices.on)} on. Their choice outlasts every sync.`}
          </Text>
          <InlineStack align="end">
            <Button submit variant="primary" disabled={chosen === consent} loading={isSaving}>
              Save
            </Button>
          </InlineStack>
        </BlockStack>
      </Form>
    </Card>
  );
}
