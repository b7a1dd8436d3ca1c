import { Badge, BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import { fitnessOf, verdictOn, type FitnessFigures } from "../fitness/fitness.ts";

const VERDICTS = {
  fits: { tone: "success", label: "RFM fits your shop" },
  care: { tone: "attention", label: "Use RFM with care" },
  stop: { tone: "critical", label: "Do not use RFM yet" },
} as const;

/** Whether RFM means something in this shop, and what to use where it does not. */
export function FitnessCard({ figures }: { figures: FitnessFigures }) {
  const findings = fitnessOf(figures);
  const verdict = VERDICTS[verdictOn(findings)];
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="300" blockAlign="center">
          <Text as="h2" variant="headingMd">
            Does it fit?
          </Text>
          <Badge tone={verdict.tone}>{verdict.label}</Badge>
        </InlineStack>
        {findings.length === 0 ? (
          <Text as="p" tone="subdued">
            Enough buyers, enough history, scores that tell customers apart, and recent buyers come
            back more often than the others.
          </Text>
        ) : (
          <ul className="regulars-findings">
            {findings.map(({ rule, says, instead }) => (
              <li key={rule}>
                <Text as="p">{says}</Text>
                <Text as="p" tone="subdued">
                  {instead}
                </Text>
              </li>
            ))}
          </ul>
        )}
      </BlockStack>
    </Card>
  );
}
