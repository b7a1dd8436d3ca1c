import { BlockStack, Card, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { durationText } from "#app/ui/format.ts";
import { useFormat } from "#app/ui/use-format.tsx";
import type { ImportProgress, ImportStep } from "./home.ts";

const text = {
  title: "Your shop is being imported",
  estimating: "Working out how long it will take",
  leave: "You can leave this page; the import goes on.",
};

const RESOURCES = { products: "Products", customers: "Customers", orders: "Orders" };

/** The first import in real counts. */
export function ImportCard({ progress }: { progress: ImportProgress }) {
  const { share, remainingMs, steps } = progress;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {text.title}
        </Text>
        <div role="status">
          <BlockStack gap="200">
            <ProgressBar
              progress={Math.round(share * 100)}
              size="small"
              ariaLabelledBy="import-left"
            />
            <Text as="p" id="import-left" tone="subdued">
              {remainingMs === null
                ? `${text.estimating}. `
                : `About ${durationText(remainingMs)} left. `}
              {text.leave}
            </Text>
          </BlockStack>
        </div>
        <BlockStack gap="100">
          {steps.map((step) => (
            <InlineStack key={step.resource} align="space-between" gap="200">
              <Text as="span">{RESOURCES[step.resource]}</Text>
              <StepCount step={step} />
            </InlineStack>
          ))}
        </BlockStack>
      </BlockStack>
    </Card>
  );
}

function StepCount({ step: { state, saved, expected } }: { step: ImportStep }) {
  const format = useFormat();
  const words = {
    waiting: "waiting",
    running: expected ? `Shopify prepares ${format.count(expected)}` : "Shopify prepares them",
    saving: expected ? `${format.count(saved)} of ${format.count(expected)}` : format.count(saved),
    done: `${format.count(saved)} saved`,
    failed: "stopped; will be tried again",
  };
  return (
    <Text as="span" tone="subdued">
      <span className="regulars-figure">{words[state]}</span>
    </Text>
  );
}
