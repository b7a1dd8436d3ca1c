import { useSubmit } from "@remix-run/react";
import { Modal, Text } from "@shopify/polaris";

const text = {
  title: "Delete this segment?",
  body: "Its members and their history are deleted, and it is withdrawn from your storefront. Offers to it must be ended first.",
  remove: "Delete",
};

export function DeleteModal({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const submit = useSubmit();
  return (
    <Modal
      open={isOpen}
      onClose={onClose}
      title={text.title}
      primaryAction={{
        content: text.remove,
        destructive: true,
        onAction: () => {
          submit({ intent: "delete" }, { method: "post" });
          onClose();
        },
      }}
      secondaryActions={[{ content: "Cancel", onAction: onClose }]}
    >
      <Modal.Section>
        <Text as="p">{text.body}</Text>
      </Modal.Section>
    </Modal>
  );
}
