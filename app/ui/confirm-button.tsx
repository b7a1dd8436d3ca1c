import { Button, InlineStack, Modal, Text } from "@shopify/polaris";
import { useState, type ReactNode } from "react";

interface Props {
  label: string;
  /** The question, what comes of a yes, and the two answers. */
  title: string;
  children: ReactNode;
  yes: string;
  no: string;
  isQuiet?: boolean;
  onYes: () => void;
}

/** A button for what cannot be undone: it asks once more. */
export function ConfirmButton({ label, title, children, yes, no, isQuiet = false, onYes }: Props) {
  const [isOpen, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
  };
  return (
    <InlineStack align="end">
      <Button
        tone="critical"
        {...(isQuiet ? { variant: "tertiary" } : {})}
        onClick={() => {
          setOpen(true);
        }}
      >
        {label}
      </Button>
      <Modal
        open={isOpen}
        onClose={close}
        title={title}
        primaryAction={{
          content: yes,
          destructive: true,
          onAction: () => {
            close();
            onYes();
          },
        }}
        secondaryActions={[{ content: no, onAction: close }]}
      >
        <Modal.Section>
          <Text as="p">{children}</Text>
        </Modal.Section>
      </Modal>
    </InlineStack>
  );
}
