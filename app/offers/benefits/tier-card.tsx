import { Form, useNavigation } from "@remix-run/react";
import { Badge, BlockStack, Button, Card, InlineStack, Link, Text } from "@shopify/polaris";
import type { TierRules } from "#app/segments/tiers/tier.ts";
import { valueText } from "#app/segments/tiers/page/value-text.ts";
import { useFormat } from "#app/ui/use-format.tsx";
import { NO_TITLES, reductionWords } from "../page/offer-words.ts";
import { AddBenefit } from "./add-benefit.tsx";
import { AUDIENCES, NEW_FOR_DAYS, type Audience } from "./benefit.ts";
import type { TierWithBenefits } from "./tier-with-benefits.ts";
import { CostOfYear } from "./cost-of-year.tsx";

interface Props {
  tier: TierWithBenefits;
  measure: TierRules["measure"];
  collections: { collectionId: number; title: string }[];
  /** Why what was asked last of this tier was not done. */
  refused: string | null;
}

const AUDIENCE_WORDS: Record<Audience, { title: string; add: string }> = {
  members: { title: "Offers for all members", add: "Add an offer for members" },
  newcomers: {
    title: `Offers on entering the tier, for ${NEW_FOR_DAYS} days`,
    add: "Add an offer on entering",
  },
};

/** One tier: who is in it, what it gives, and what its offers would have cost. */
export function TierCard({ tier, measure, collections, refused }: Props) {
  const format = useFormat();
  const { tierId, name, threshold, customers, benefits, audiences } = tier;
  const hasOffers = audiences.some(
    ({ audience, offers }) => audience === "members" && offers.length > 0,
  );
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {name}
          </Text>
          <Text as="p" tone="subdued">
            {`From ${valueText(threshold, { measure }, format)}: ${format.count(customers)} ${customers === 1 ? "customer" : "customers"} now`}
          </Text>
        </InlineStack>
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            Told to members
          </Text>
          {benefits.length === 0 ? (
            <Text as="p" tone="subdued">
              Nothing yet: a line such as “Free gift wrap”, or a collection that members see first.
            </Text>
          ) : (
            <ul className="regulars-rows">
              {benefits.map(({ benefitId, text, isCollection }) => (
                <li key={benefitId}>
                  <span>{text}</span>
                  <span>{isCollection ? <Badge>Early access</Badge> : null}</span>
                  <RemoveBenefit tierId={tierId} benefitId={benefitId} text={text} />
                </li>
              ))}
            </ul>
          )}
          <AddBenefit tierId={tierId} collections={collections} refused={refused} />
        </BlockStack>
        {AUDIENCES.map((audience) => (
          <AudienceOffers
            key={audience}
            tierId={tierId}
            audience={audience}
            known={audiences.find((one) => one.audience === audience) ?? null}
          />
        ))}
        {hasOffers ? <CostOfYear tierId={tierId} /> : null}
      </BlockStack>
    </Card>
  );
}

interface RemoveProps {
  tierId: number;
  benefitId: number;
  text: string;
}

function RemoveBenefit({ tierId, benefitId, text }: RemoveProps) {
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="remove" />
      <input type="hidden" name="tier" value={tierId} />
      <input type="hidden" name="benefit" value={benefitId} />
      <Button submit variant="tertiary" accessibilityLabel={`Remove “${text}”`}>
        Remove
      </Button>
    </Form>
  );
}

interface AudienceProps {
  tierId: number;
  audience: Audience;
  known: TierWithBenefits["audiences"][number] | null;
}

function AudienceOffers({ tierId, audience, known }: AudienceProps) {
  const format = useFormat();
  const sent = useNavigation().formData;
  const isOpening =
    sent?.get("intent") === "offer" &&
    sent.get("tier") === String(tierId) &&
    sent.get("audience") === audience;
  const { title, add } = AUDIENCE_WORDS[audience];
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {title}
      </Text>
      {known && known.offers.length > 0 ? (
        <ul className="regulars-rows">
          {known.offers.map(({ offerId, title: name, terms, phase }) => (
            <li key={offerId}>
              <Link url={`/app/offers/${offerId}`}>{name}</Link>
              <span>{reductionWords(terms, NO_TITLES, format)}</span>
              <Badge>{phase}</Badge>
            </li>
          ))}
        </ul>
      ) : (
        <Text as="p" tone="subdued">
          None.
        </Text>
      )}
      {known?.isStale ? (
        <Text as="p" tone="caution">
          Their segment does not ask for this tier as it is called now. Adding an offer mends it.
        </Text>
      ) : null}
      <Form method="post">
        <input type="hidden" name="intent" value="offer" />
        <input type="hidden" name="tier" value={tierId} />
        <input type="hidden" name="audience" value={audience} />
        <Button submit loading={isOpening}>
          {add}
        </Button>
      </Form>
    </BlockStack>
  );
}
