import { Banner, BlockStack } from "@shopify/polaris";
import type { Attention } from "./attention.ts";

/** What needs a look, worst first; nothing when all is well. */
export function AttentionList({ attention }: { attention: Attention[] }) {
  if (attention.length === 0) return null;
  return (
    <BlockStack gap="300">
      {attention.map(({ tone, title, advice, link }) => (
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
