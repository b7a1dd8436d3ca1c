import { BlockStack, Card, Link, Text } from "@shopify/polaris";
import { useFormat } from "#app/ui/use-format.tsx";
import { OfferBadges } from "../offer-badge.tsx";
import { reductionWords } from "../offer-words.ts";
import type { Concerning } from "./concerning.ts";

interface Props extends Concerning {
  title: string;
  /** Said where there are none. */
  none: string;
}

/** Offers, as the pages of whom they concern link them. */
export function OffersCard({ title, none, offers, titles }: Props) {
  const format = useFormat();
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        {offers.length === 0 ? (
          <Text as="p" tone="subdued">
            {none}
          </Text>
        ) : (
          <ul className="regulars-missed">
            {offers.map((offer) => (
              <li key={offer.offerId}>
                <Link url={`/app/offers/${offer.offerId}`}>{offer.title}</Link>
                <Text as="span" tone="subdued">
                  {reductionWords(offer.terms, titles, format)}
                </Text>
                <OfferBadges offer={offer} />
              </li>
            ))}
          </ul>
        )}
      </BlockStack>
    </Card>
  );
}
