import { useSubmit } from "@remix-run/react";
import { Button, InlineStack, Modal, Text } from "@shopify/polaris";
import { useState } from "react";

/** Removes all tiers, once more asked. */
export function RemoveTiers() {
  const [isOpen, setOpen] = useState(false);
  const submit = useSubmit();
  const close = () => {
    setOpen(false);
  };
  return (
    <InlineStack align="end">
      <Button
        tone="critical"
        variant="tertiary"
        onClick={() => {
          setOpen(true);
        }}
      >
        Remove all tiers
      </Button>
      <Modal
        open={isOpen}
        onClose={close}
        title="Remove all tiers?"
        primaryAction={{
          content: "Remove",
          destructive: true,
          onAction: () => {
            close();
            submit({ intent: "remove" }, { method: "post" });
          },
        }}
        secondaryActions={[{ content: "Keep them", onAction: close }]}
      >
        <Modal.Section>
          <Text as="p">
            No customer will have a tier, and segments that ask for one will be empty. The history
            of moves stays.
          </Text>
        </Modal.Section>
      </Modal>
    </InlineStack>
  );
}
