import { BlockStack, Box, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

interface Props {
  label: string;
  value: string;
  /** What makes the figure readable: what counts, or what it is a part of. */
  note?: ReactNode;
}

/** One key figure with its name. */
export function Figure({ label, value, note }: Props) {
  return (
    <Box padding="400">
      <BlockStack gap="100">
        <Text as="dt" variant="bodySm" tone="subdued">
          {label}
        </Text>
        <Text as="dd" variant="headingLg">
          <span className="regulars-figure">{value}</span>
        </Text>
        {note ? (
          <Text as="dd" variant="bodySm" tone="subdued">
            {note}
          </Text>
        ) : null}
      </BlockStack>
    </Box>
  );
}
