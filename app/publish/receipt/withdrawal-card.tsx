import { useSubmit } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { ConfirmButton } from "#app/ui/confirm-button.tsx";
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
            <ConfirmButton
              label="Take everything back"
              title="Take everything back?"
              yes="Take back"
              no="Keep it"
              onYes={() => {
                send("withdraw");
              }}
            >
              Shoppers see nothing of ours any more, and no segment’s discount holds at checkout.
              You can publish again; offers then wait, paused, for you to resume them.
            </ConfirmButton>
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
