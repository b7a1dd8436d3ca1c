import { BlockStack, Page } from "@shopify/polaris";
import type { TierFormErrors } from "../tier-form.ts";
import type { TierRules } from "../tier.ts";
import { MovesCard, type TierMoveRow } from "./moves-card.tsx";
import { RemoveTiers } from "./remove-tiers.tsx";
import { SizesCard, type TierSize } from "./sizes-card.tsx";
import { TierForm, type EarnedCounts, type TypedTier } from "./tier-form.tsx";

interface Props {
  rules: TierRules;
  /** Null in a shop without tiers. */
  sizes: TierSize[] | null;
  tiers: TypedTier[];
  moves: TierMoveRow[];
  /** Whether members are still counted after a change. */
  isCounting: boolean;
  hasAllOrders: boolean;
  errors: TierFormErrors | null;
  earned: EarnedCounts | null;
  isSaved: boolean;
}

const WHAT_THEY_GIVE = { content: "What tiers give", url: "/app/tiers/benefits" };

/** Loyalty levels: who is in which, how they are earned and kept, and who moved. */
export function TiersPage(props: Props) {
  const { rules, sizes, tiers, moves, isCounting, hasAllOrders, errors, earned, isSaved } = props;
  return (
    <Page
      title="Tiers"
      subtitle="Loyalty levels that customers earn by their orders, and keep for a while when they slow down."
      {...(sizes ? { secondaryActions: [WHAT_THEY_GIVE] } : {})}
    >
      <BlockStack gap="400">
        {sizes ? <SizesCard sizes={sizes} rules={rules} isCounting={isCounting} /> : null}
        <TierForm
          key={JSON.stringify([rules, tiers])}
          {...{ rules, tiers, hasAllOrders, errors, earned, isSaved }}
        />
        {moves.length > 0 ? <MovesCard moves={moves} rules={rules} /> : null}
        {sizes ? <RemoveTiers /> : null}
      </BlockStack>
    </Page>
  );
}
