import { useSubmit } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, InlineStack, Modal, Text } from "@shopify/polaris";
import { useState } from "react";
import { faultSentence } from "#app/ui/fault-words.ts";
import { useFormat } from "#app/ui/use-format.tsx";
import { linesOf, type Found } from "./found.ts";

interface Props {
  withdrawnAt: number | null;
  scan: { scannedAt: number; found: Found } | null;
  fault: string | null;
}

/** Takes everything back, and says what Shopify then finds. */
export function WithdrawalCard({ withdrawnAt, scan, fault }: Props) {
  const submit = useSubmit();
  const send = (intent: string) => {
    submit({ intent }, { method: "post" });
  };
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Take everything back
        </Text>
        {withdrawnAt === null ? (
          <>
            <Text as="p">
              Pauses all offers and removes every discount, segment, metaobject and metafield of
              ours from your shop. Your segments and settings stay here. Do this before you
              uninstall: afterwards we have no access to do it.
            </Text>
            <TakeBack
              onConfirm={() => {
                send("withdraw");
              }}
            />
          </>
        ) : (
          <>
            <Outcome withdrawnAt={withdrawnAt} scan={scan} fault={fault} />
            <InlineStack align="end">
              <Button
                onClick={() => {
                  send("publish-again");
                }}
              >
                Publish again
              </Button>
            </InlineStack>
          </>
        )}
      </BlockStack>
    </Card>
  );
}

function Outcome({ withdrawnAt, scan, fault }: Props & { withdrawnAt: number }) {
  const format = useFormat();
  if (scan === null || scan.scannedAt < withdrawnAt) {
    return fault === null ? (
      <Banner tone="info" title="Everything is being taken back">
        This page follows. With many customers it takes minutes; you may leave.
      </Banner>
    ) : (
      <Banner tone="warning" title="Not everything could be taken back yet">
        {`${faultSentence(fault)} It is tried again by itself.`}
      </Banner>
    );
  }
  const left = linesOf(scan.found);
  const when = format.moment(scan.scannedAt);
  return left.length === 0 ? (
    <Banner tone="success" title="Nothing of ours is left in your shop">
      {`Shopify counted on ${when}: no metafield, metaobject, segment or discount of ours.`}
    </Banner>
  ) : (
    <Banner tone="warning" title="Something is left">
      {`Shopify counted on ${when}: ${left.map(({ what, count }) => `${format.count(count)} of ${what}`).join(", ")}.`}
    </Banner>
  );
}

function TakeBack({ onConfirm }: { onConfirm: () => void }) {
  const [isOpen, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
  };
  return (
    <InlineStack align="end">
      <Button
        tone="critical"
        onClick={() => {
          setOpen(true);
        }}
      >
        Take everything back
      </Button>
      <Modal
        open={isOpen}
        onClose={close}
        title="Take everything back?"
        primaryAction={{
          content: "Take back",
          destructive: true,
          onAction: () => {
            close();
            onConfirm();
          },
        }}
        secondaryActions={[{ content: "Keep it", onAction: close }]}
      >
        <Modal.Section>
          <Text as="p">
            Shoppers see nothing of ours any more, and no segment’s discount holds at checkout. You
            can publish again; offers then wait, paused, for you to resume them.
          </Text>
        </Modal.Section>
      </Modal>
    </InlineStack>
  );
}
