import { BlockStack, Layout, Page } from "@shopify/polaris";
import { ConsentCard } from "./consent-card.tsx";
import { ReceiptCard } from "./receipt-card.tsx";
import { WithdrawalCard } from "./withdrawal-card.tsx";
import type { Found } from "./found.ts";

interface Props {
  consent: "opt-out" | "opt-in";
  choices: { on: number; off: number };
  withdrawnAt: number | null;
  receipt: {
    metafields: { ownerType: string; key: string; count: number; lastAt: number }[];
    objects: { kind: string; handle: string; objectId: number; publishedAt: number }[];
  };
  scan: { scannedAt: number; found: Found } | null;
  /** Why the latest publishing came to nothing. */
  fault: string | null;
}

/** What shoppers are shown for themselves, and everything that we wrote into the shop for it. */
export function StorefrontSettingsPage(props: Props) {
  const { consent, choices, withdrawnAt, receipt, scan, fault } = props;
  return (
    <Page title="Storefront" backAction={{ content: "Settings", url: "/app/settings" }}>
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <ConsentCard consent={consent} choices={choices} />
            <ReceiptCard receipt={receipt} scan={scan} />
            <WithdrawalCard withdrawnAt={withdrawnAt} scan={scan} fault={fault} />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}
