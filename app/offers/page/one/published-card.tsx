import { BlockStack, Card, Link, Text } from "@shopify/polaris";
import { durationText } from "#app/ui/format.ts";
import { PreviewHandle } from "#app/ui/preview-handle.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { OfferRow } from "../list/offer-table.tsx";

const text = {
  title: "In Shopify",
  draft: "Nothing of a draft is in Shopify. Activating it publishes it.",
  notYet: "Not published yet; this takes a moment.",
  discount: "The discount that carries it",
  twin: "The segment in Shopify that it is tied to",
  ended: "Its discount has been ended or taken back.",
};

/** Where an offer is in Shopify. */
export interface Carriers {
  discountUrl: string | null;
  twinUrl: string | null;
}

interface Props extends Carriers {
  offer: OfferRow & { handle: string; activatedAt: number | null };
}

/** What Shopify holds of it, and how long it took until a checkout knew its members. */
export function PublishedCard({ offer, discountUrl, twinUrl }: Props) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {text.title}
        </Text>
        {discountUrl ? (
          <p>
            <Link url={discountUrl} target="_top">
              {text.discount}
            </Link>
          </p>
        ) : (
          <Text as="p" tone="subdued">
            {offer.phase === "draft"
              ? text.draft
              : offer.phase === "ended"
                ? text.ended
                : text.notYet}
          </Text>
        )}
        {twinUrl ? (
          <p>
            <Link url={twinUrl} target="_top">
              {text.twin}
            </Link>
          </p>
        ) : null}
        <Delay offer={offer} />
        {offer.phase === "draft" ? null : <PreviewHandle handle={offer.handle} />}
      </BlockStack>
    </Card>
  );
}

/** It is shown to nobody before Shopify was seen to know them. */
function Delay({ offer }: { offer: Props["offer"] }) {
  const format = useFormat();
  const { activatedAt, confirmedAt, phase } = offer;
  if (activatedAt === null) return null;
  if (confirmedAt === null) {
    return phase === "live" || phase === "scheduled" ? (
      <Text as="p">
        Not shown yet: it is shown as soon as Shopify was seen to know its members, so that nobody
        is promised what checkout refuses.
      </Text>
    ) : null;
  }
  return (
    <Text as="p">
      {`Activated ${format.moment(activatedAt)}; ${durationText(confirmedAt - activatedAt)} later Shopify knew its members.`}
    </Text>
  );
}
