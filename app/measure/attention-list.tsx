import { Banner, BlockStack, Card, Text } from "@shopify/polaris";
import type { Attention } from "./attention.ts";

/** What needs a look, worst first; nothing when all is well. */
export function AttentionList({ attention }: { attention: Attention[] }) {
  const urgent = attention.filter(({ tone }) => tone !== "info");
  if (urgent.length === 0) return null;
  return (
    <BlockStack gap="300">
      {urgent.map(({ tone, title, advice, link }) => (
        <Banner
          key={title}
          tone={tone}
          title={title}
          {...(link ? { action: { content: link.label, url: link.url } } : {})}
        >
          <p>{advice}</p>
        </Banner>
      ))}
    </BlockStack>
  );
}

/** What changes the meaning of the figures, without a hurry. */
export function GoodToKnow({ attention }: { attention: Attention[] }) {
  const notes = attention.filter(({ tone }) => tone === "info");
  if (notes.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Good to know
        </Text>
        {notes.map(({ title, advice }) => (
          <BlockStack gap="100" key={title}>
            <Text as="h3" variant="headingSm">
              {title}
            </Text>
            <Text as="p" tone="subdued">
              {advice}
            </Text>
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}
