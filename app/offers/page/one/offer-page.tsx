import { Banner, BlockStack, Card, Link, Page, Text } from "@shopify/polaris";
import { useState } from "react";
import { faultSentence } from "#app/ui/fault-words.ts";
import { useFormat } from "#app/ui/use-format.tsx";
import type { Drift } from "../../drift.ts";
import { inTheWay } from "../../guards/finding.ts";
import type { Offer } from "../../offer.ts";
import { CodesCard } from "../codes/codes-card.tsx";
import { DriftCard } from "../drift/drift-card.tsx";
import { fieldsOfOffer } from "../editor/fields.ts";
import type { Holder, Holders } from "../holders/holders.ts";
import { HoldersCard } from "../holders/holders-card.tsx";
import type { OfferRow } from "../list/offer-table.tsx";
import { OfferBadges } from "../offer-badge.tsx";
import { offerWords, type Titles } from "../offer-words.ts";
import { PreviewCards } from "../preview-cards.tsx";
import { usePreview } from "../use-preview.ts";
import type { MoveRefused } from "./move-words.ts";
import { PublishedCard, type Carriers } from "./published-card.tsx";
import { useMoves } from "./use-moves.tsx";

const text = {
  back: "Offers",
  what: "What it is",
  segment: "Open the segment",
  preview: "See it as a member would",
};

export interface OfferPageProps extends Carriers {
  offer: OfferRow & Offer & { activatedAt: number | null; drift: Drift[] };
  titles: Titles;
  /** Of an offer that was active at some time. */
  holders: Holders | null;
  customers: Holder[];
  codes: { given: number; held: number } | null;
  refused?: MoveRefused | undefined;
  page: number;
  pageSize: number;
}

/** An offer: what it is, where it stands, who has it, and what can be done with it. */
export function OfferPage(props: OfferPageProps) {
  const { offer, titles, holders, customers, codes, refused, page, pageSize } = props;
  const format = useFormat();
  const { offerId, segmentId, state, phase, fault, terms, drift } = offer;
  const preview = usePreview(state === "draft" ? fieldsOfOffer(offer, format) : null, offerId);
  const [confirmed, setConfirmed] = useState(offer.confirmed);
  const { last } = preview;
  const canActivate = last?.kind === "reckoned" && inTheWay(last.findings, confirmed).length === 0;
  const moves = useMoves({ offerId, state, isOver: phase === "ended" }, { canActivate, confirmed });
  return (
    <Page
      title={offer.title}
      titleMetadata={<OfferBadges offer={offer} />}
      backAction={{ content: text.back, url: "/app/offers" }}
      {...(moves.primary ? { primaryAction: moves.primary } : {})}
      secondaryActions={moves.secondary}
    >
      <BlockStack gap="400">
        {refused ? (
          <Banner tone="critical" title={refused.title}>
            <p>{refused.advice}</p>
          </Banner>
        ) : null}
        {fault === null ? null : (
          <Banner tone="warning" title="Shopify refused a part of this offer">
            <p>{`${faultSentence(fault)} Nobody is shown what does not apply at checkout. It is tried again by itself; if it goes on, edit the offer.`}</p>
          </Banner>
        )}
        {drift.length === 0 ? null : (
          <DriftCard drift={drift} reduction={terms.reduction} titles={titles} />
        )}
        <Card>
          <BlockStack gap="200">
            <Text as="h2" variant="headingMd">
              {text.what}
            </Text>
            <Text as="p">
              {offerWords({ ...offer, members: offer.segmentMembers }, titles, format)}
            </Text>
            {offer.quietDays === 0 ? null : (
              <Text as="p" tone="subdued">
                {`Not for who paid full price for it within ${format.count(offer.quietDays)} days.`}
              </Text>
            )}
            {offer.segmentName === "" ? null : (
              <p>
                <Link url={`/app/segments/${segmentId}`}>{text.segment}</Link>
              </p>
            )}
            {phase === "live" ? (
              <p>
                <Link url={`/app/preview?as=guest&as=segment-${segmentId}`}>{text.preview}</Link>
              </p>
            ) : null}
          </BlockStack>
        </Card>
        {state === "draft" ? (
          <PreviewCards preview={preview} confirmed={confirmed} onConfirm={setConfirmed} />
        ) : (
          <PublishedCard {...props} />
        )}
        {codes ? <CodesCard offerId={offerId} codes={codes} /> : null}
        {holders ? (
          <HoldersCard
            holders={holders}
            customers={customers}
            hasCodes={offer.method === "member-codes"}
            page={page}
            pageSize={pageSize}
          />
        ) : null}
      </BlockStack>
      {moves.modal}
    </Page>
  );
}
