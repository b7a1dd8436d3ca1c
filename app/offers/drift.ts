import { z } from "zod";
import type { Offer } from "./offer.ts";
import { partsOfTerms, termsSchema } from "./read-terms.ts";
import type { Reduction, Terms } from "./terms.ts";

const between = <Field extends string, Ours extends z.ZodType, Theirs extends z.ZodType>(
  field: Field,
  ours: Ours,
  theirs: Theirs,
) => z.strictObject({ field: z.literal(field), ours, theirs });

const { reduction, minimum, combinesWith } = partsOfTerms;
const moment = z.int();

const driftSchema = z.discriminatedUnion("field", [
  between("title", z.string(), z.string()),
  /** Null: nothing that an offer can say, such as single variants. */
  between("reduction", reduction, reduction.nullable()),
  between("minimum", minimum, minimum),
  between("combinesWith", combinesWith, combinesWith),
  between("oncePerCustomer", z.boolean(), z.boolean()),
  between("usageLimit", z.int().nullable(), z.int().nullable()),
  between("code", z.string(), z.string().nullable()),
  between("startsAt", moment, moment),
  between("endsAt", moment.nullable(), moment.nullable()),
  /** `more`: members and others; `others`: not the members. */
  between("audience", z.literal("members"), z.enum(["everyone", "more", "others"])),
  /** Whether Shopify applies it between its dates. */
  between("discount", z.enum(["applies", "rests"]), z.enum(["applies", "rests", "deleted"])),
  /** The query of the native segment; null: deleted. */
  between("twin", z.string(), z.string().nullable()),
]);

/** One thing in which what Shopify holds is not what we sent: the merchant has changed it in Shopify's admin. */
export type Drift = z.infer<typeof driftSchema>;
export type DriftField = Drift["field"];

const drifts = z.array(driftSchema);

/** As it stands in the table. */
export const driftOfText = (text: string | null): Drift[] =>
  text === null ? [] : drifts.parse(JSON.parse(text));
export const textOfDrift = (found: readonly Drift[]): string | null =>
  found.length === 0 ? null : JSON.stringify(drifts.parse(found));

/** Whether a member would get less at checkout than we promise. What cannot be compared counts as less. */
export function givesLess(drift: Drift): boolean {
  switch (drift.field) {
    case "title":
      return false;
    case "reduction":
      return drift.theirs === null || isLess(drift.theirs, drift.ours);
    case "minimum": {
      const { ours, theirs } = drift;
      if (theirs === null) return false;
      if (ours?.kind === "subtotal" && theirs.kind === "subtotal") return theirs.minor > ours.minor;
      if (ours?.kind === "quantity" && theirs.kind === "quantity") {
        return theirs.quantity > ours.quantity;
      }
      return true;
    }
    case "combinesWith":
      return (["product", "order", "shipping"] as const).some(
        (other) => drift.ours[other] && !drift.theirs[other],
      );
    case "oncePerCustomer":
      return drift.theirs;
    case "usageLimit":
      return drift.theirs !== null && (drift.ours === null || drift.theirs < drift.ours);
    case "code":
      return true;
    case "startsAt":
      return drift.theirs > drift.ours;
    case "endsAt":
      return drift.theirs !== null && (drift.ours === null || drift.theirs < drift.ours);
    case "audience":
      return drift.theirs === "others";
    case "discount":
      return drift.theirs !== "applies";
    case "twin":
      return true;
  }
}

/** Of one kind and on the same things, a smaller number is less; everything else is not known to be as much. */
function isLess(theirs: Reduction, ours: Reduction): boolean {
  if (theirs.kind === "percentage" && ours.kind === "percentage") {
    return !isAlike(theirs.items, ours.items) || theirs.basisPoints < ours.basisPoints;
  }
  if (theirs.kind === "amount" && ours.kind === "amount") {
    const isSameWay = theirs.eachItem === ours.eachItem && isAlike(theirs.items, ours.items);
    return !isSameWay || theirs.minor < ours.minor;
  }
  if (theirs.kind === "free-shipping" && ours.kind === "free-shipping") {
    if (theirs.upToMinor === null) return false;
    return ours.upToMinor === null || theirs.upToMinor < ours.upToMinor;
  }
  return true;
}

const isAlike = (one: object, other: object) => JSON.stringify(one) === JSON.stringify(other);

export type Adoption =
  | {
      kind: "adopt";
      content: Pick<Offer, "title" | "terms" | "code" | "startsAt" | "endsAt" | "state">;
    }
  /** What an offer of ours cannot say: it can only be mended, or ended. */
  | { kind: "inexpressible"; fields: DriftField[] };

/** An offer as the merchant has it in Shopify's admin: what was deleted there is ended here, what was ended is paused. */
export function adopted(offer: Offer, found: readonly Drift[]): Adoption {
  const inexpressible: DriftField[] = [];
  const terms: Terms = { ...offer.terms };
  const { title, code, startsAt, endsAt, state } = offer;
  const content = { title, code, startsAt, endsAt, state };
  for (const drift of found) {
    switch (drift.field) {
      case "title":
        content.title = drift.theirs;
        break;
      case "reduction":
        if (drift.theirs) terms.reduction = drift.theirs;
        else inexpressible.push("reduction");
        break;
      case "minimum":
        terms.minimum = drift.theirs;
        break;
      case "combinesWith":
        terms.combinesWith = drift.theirs;
        break;
      case "oncePerCustomer":
        terms.oncePerCustomer = drift.theirs;
        break;
      case "usageLimit":
        terms.usageLimit = drift.theirs;
        break;
      case "code":
        if (drift.theirs === null) inexpressible.push("code");
        else content.code = drift.theirs;
        break;
      case "startsAt":
        content.startsAt = drift.theirs;
        break;
      case "endsAt":
        content.endsAt = drift.theirs;
        break;
      case "audience":
        inexpressible.push("audience");
        break;
      case "discount":
        if (drift.theirs === "deleted") content.state = "ended";
        else if (content.state !== "ended") {
          content.state = drift.theirs === "rests" ? "paused" : "active";
        }
        break;
      case "twin":
        if (drift.theirs === null) content.state = "ended";
        else inexpressible.push("twin");
        break;
    }
  }
  // Of what is over nothing else matters.
  if (content.state === "ended") return { kind: "adopt", content: { ...offer, state: "ended" } };
  if (inexpressible.length > 0) return { kind: "inexpressible", fields: inexpressible };
  return termsSchema.safeParse(terms).success
    ? { kind: "adopt", content: { ...content, terms } }
    : { kind: "inexpressible", fields: ["reduction"] };
}
