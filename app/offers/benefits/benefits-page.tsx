import { BlockStack, Card, EmptyState, Page, Text } from "@shopify/polaris";
import type { TierRules } from "#app/segments/tiers/tier.ts";
import type { TierWithBenefits } from "./tier-with-benefits.ts";
import { TierCard } from "./tier-card.tsx";

interface Props {
  /** Null in a shop without tiers. */
  plan: { measure: TierRules["measure"]; tiers: TierWithBenefits[] } | null;
  collections: { collectionId: number; title: string }[];
  refused: { tierId: number; reason: string } | null;
}

/** What each tier gives: offers, early access, and lines of text that its members read. */
export function BenefitsPage({ plan, collections, refused }: Props) {
  return (
    <Page
      title="What tiers give"
      subtitle="Members read it in the tier block; offers are applied at checkout."
      backAction={{ content: "Tiers", url: "/app/tiers" }}
    >
      {plan === null ? (
        <Card>
          <EmptyState
            heading="There are no tiers yet"
            action={{ content: "Make tiers", url: "/app/tiers" }}
            image=""
          >
            <p>Say first what it takes to be in a tier; then what it gives.</p>
          </EmptyState>
        </Card>
      ) : (
        <BlockStack gap="400">
          {plan.tiers.map((tier) => (
            <TierCard
              key={tier.tierId}
              tier={tier}
              measure={plan.measure}
              collections={collections}
              refused={refused?.tierId === tier.tierId ? refused.reason : null}
            />
          ))}
          <Text as="p" tone="subdued">
            Early access shows members the way to a collection. To keep others out of it, leave the
            collection out of your menus and search.
          </Text>
        </BlockStack>
      )}
    </Page>
  );
}
