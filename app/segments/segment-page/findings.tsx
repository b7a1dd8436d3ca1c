import { Form } from "@remix-run/react";
import { Badge, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import type { Finding } from "#app/segments/lints/lint.ts";

const text = {
  title: "Worth a look",
  prices: "Prices",
  acknowledge: "I know, and have a reason",
  acknowledged: "You said that you know.",
  until: "No offer can use this segment until you say that you know.",
};

interface Props {
  findings: Finding[];
  isAcknowledged: boolean;
  query: string;
}

/** What may be wrong with a segment although its query is right. */
export function Findings({ findings, isAcknowledged, query }: Props) {
  if (findings.length === 0) return null;
  const asks = findings.some(({ needsAcknowledgement }) => needsAcknowledgement);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {text.title}
        </Text>
        <ul className="regulars-findings">
          {findings.map(({ code, message, advice, needsAcknowledgement }) => (
            <li key={`${code} ${message}`}>
              <InlineStack gap="200" blockAlign="center">
                <Text as="span" fontWeight="semibold">
                  {message}
                </Text>
                {needsAcknowledgement ? (
                  <Badge tone={isAcknowledged ? "info" : "warning"}>{text.prices}</Badge>
                ) : null}
              </InlineStack>
              <Text as="p" tone="subdued">
                {advice}
              </Text>
            </li>
          ))}
        </ul>
        {asks ? <Acknowledge isAcknowledged={isAcknowledged} query={query} /> : null}
      </BlockStack>
    </Card>
  );
}

function Acknowledge({ isAcknowledged, query }: { isAcknowledged: boolean; query: string }) {
  if (isAcknowledged) {
    return (
      <Text as="p" tone="subdued">
        {text.acknowledged}
      </Text>
    );
  }
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="acknowledge" />
      <input type="hidden" name="query" value={query} />
      <InlineStack gap="300" blockAlign="center">
        <Button submit>{text.acknowledge}</Button>
        <Text as="span" tone="subdued">
          {text.until}
        </Text>
      </InlineStack>
    </Form>
  );
}
