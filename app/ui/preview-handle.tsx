import { Text } from "@shopify/polaris";

/** What a merchant types into a block's "Preview as" in the theme editor to see it as a segment or an offer. */
export function PreviewHandle({ handle }: { handle: string }) {
  return (
    <Text as="p" tone="subdued">
      {"“Preview as” in the theme editor: "}
      <code translate="no">{handle}</code>
    </Text>
  );
}
