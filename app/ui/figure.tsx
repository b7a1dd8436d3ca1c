import { Text } from "@shopify/polaris";
import type { ReactNode } from "react";

/** Key figures side by side, each with its name. */
export const Figures = ({ children }: { children: ReactNode }) => (
  <dl className="regulars-figures">{children}</dl>
);

interface Props {
  label: string;
  value: string;
  /** What makes the figure readable: what counts, or what it is a part of. */
  note?: ReactNode;
}

export function Figure({ label, value, note }: Props) {
  return (
    <div>
      <Text as="dt" variant="bodySm" tone="subdued">
        {label}
      </Text>
      <Text as="dd" variant="headingLg">
        {value}
      </Text>
      {note ? (
        <Text as="dd" variant="bodySm" tone="subdued">
          {note}
        </Text>
      ) : null}
    </div>
  );
}
