import { Badge, type BadgeProps } from "@shopify/polaris";
import type { OfferPhase } from "../offer.ts";
import { isBeingPublished, type Standing } from "./standing.ts";

const PHASES: Record<OfferPhase, { label: string; tone?: BadgeProps["tone"] }> = {
  draft: { label: "Draft" },
  scheduled: { label: "Scheduled", tone: "info" },
  live: { label: "Live", tone: "success" },
  paused: { label: "Paused", tone: "attention" },
  ended: { label: "Ended" },
};

/** Where an offer stands; one that Shopify does not hold yet reduces nothing, whatever its dates say. */
export function OfferBadges({ offer }: { offer: Standing }) {
  const { phase, fault, hasDrift } = offer;
  const { label, tone } = PHASES[phase];
  return (
    <span className="regulars-badges">
      <Badge {...(tone ? { tone } : {})}>{label}</Badge>
      {isBeingPublished(offer) ? (
        <Badge tone="attention" progress="partiallyComplete">
          Being published
        </Badge>
      ) : null}
      {fault === null ? null : <Badge tone="critical">Refused by Shopify</Badge>}
      {hasDrift ? <Badge tone="warning">Changed in Shopify</Badge> : null}
    </span>
  );
}
