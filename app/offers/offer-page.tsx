import { useSubmit } from "@remix-run/react";
import { Banner, BlockStack, Card, Link, Modal, Page, Text } from "@shopify/polaris";
import { useState } from "react";
import { faultSentence } from "#app/ui/fault-words.ts";
import { Figure, Figures } from "#app/ui/figure.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { OfferBadge, type OfferRow } from "./offers-page.tsx";
import { reductionText } from "./reduction-text.ts";

const text = {
  back: "Offers",
  end: "End offer",
  endTitle: "End this offer?",
  endBody:
    "Shopify stops applying it at once, and it disappears from your storefront. An ended offer cannot be started again.",
  shopify: "In Shopify",
  notYet: "Not published yet; this takes a moment.",
};

interface Props {
  offer: OfferRow;
  /** Pages of Shopify's admin; null until published. */
  discountUrl: string | null;
  twinUrl: string | null;
}

export function OfferPage({ offer, discountUrl, twinUrl }: Props) {
  const format = useFormat();
  const [isAsked, setAsked] = useState(false);
  const close = () => {
    setAsked(false);
  };
  return (
    <Page
      title={offer.title}
      titleMetadata={<OfferBadge offer={offer} />}
      backAction={{ content: text.back, url: "/app/offers" }}
      secondaryActions={
        offer.phase !== "ended"
          ? [
              {
                content: text.end,
                destructive: true,
                onAction: () => {
                  setAsked(true);
                },
              },
            ]
          : []
      }
    >
      <BlockStack gap="400">
        {offer.fault ? (
          <Banner tone="warning" title="Shopify refused a part of this offer">
            <p>{`${faultSentence(offer.fault)} Nobody is shown what does not apply at checkout. It is tried again by itself.`}</p>
          </Banner>
        ) : null}
        <Card padding="0">
          <Figures>
            <Figure label="Reduction" value={reductionText(offer.terms, format)} />
            <Figure
              label="For"
              value={offer.segmentName}
              note={
                <Link
                  url={`/app/segments/${offer.segmentId}`}
                >{`${format.count(offer.segmentMembers)} customers`}</Link>
              }
            />
            <Figure
              label="Applies"
              value={offer.code ?? "By itself"}
              note={offer.code ? "with this code" : "at checkout"}
            />
            <Figure
              label="From"
              value={format.moment(offer.startsAt)}
              note={
                offer.endsAt === null ? "without an end" : `until ${format.moment(offer.endsAt)}`
              }
            />
          </Figures>
        </Card>
        <Card>
          <BlockStack gap="200">
            <Text as="h2" variant="headingMd">
              {text.shopify}
            </Text>
            {discountUrl ? (
              <Link url={discountUrl} target="_top">
                The discount that carries it
              </Link>
            ) : (
              <Text as="p" tone="subdued">
                {text.notYet}
              </Text>
            )}
            {twinUrl ? (
              <Link url={twinUrl} target="_top">
                The segment in Shopify that it is tied to
              </Link>
            ) : null}
          </BlockStack>
        </Card>
      </BlockStack>
      <EndModal isOpen={isAsked} onClose={close} />
    </Page>
  );
}

function EndModal({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const submit = useSubmit();
  return (
    <Modal
      open={isOpen}
      onClose={onClose}
      title={text.endTitle}
      primaryAction={{
        content: text.end,
        destructive: true,
        onAction: () => {
          submit({ intent: "end" }, { method: "post" });
          onClose();
        },
      }}
      secondaryActions={[{ content: "Keep it", onAction: onClose }]}
    >
      <Modal.Section>
        <Text as="p">{text.endBody}</Text>
      </Modal.Section>
    </Modal>
  );
}
