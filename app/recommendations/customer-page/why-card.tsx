import { Badge, BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import type { Explanation } from "#app/segments/customer/standing.server.ts";
import { missWords } from "#app/segments/miss/miss-words.ts";
import { WhyTree } from "#app/segments/why-tree.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

const text = {
  missing: "What is missing",
  far: "Nothing near: it would take more than three things at once.",
};

interface Props {
  explanation: Explanation;
  asOf: number;
}

/** Every clause with the customer's own value, and, for who is not in, the nearest way. */
export function WhyCard({ explanation: { name, why, miss }, asOf }: Props) {
  const format = useFormat();
  const ways = miss ? missWords(miss, asOf, format) : [];
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {why.isTrue
              ? `Why this customer is in “${name}”`
              : `Why this customer is not in “${name}”`}
          </Text>
          <Badge tone={why.isTrue ? "success" : "attention"}>
            {why.isTrue ? "Member" : "Not a member"}
          </Badge>
        </InlineStack>
        <WhyTree why={why} />
        {miss ? (
          <div>
            <Text as="h3" variant="headingSm">
              {text.missing}
            </Text>
            <Text as="p">{ways.length === 0 ? text.far : ways.join("; or ")}</Text>
          </div>
        ) : null}
      </BlockStack>
    </Card>
  );
}
