import type { Selectable } from "kysely";
import { z } from "zod";
import type { Tables } from "#app/db/tables.ts";
import type { Offer } from "./offer.ts";
import { termsOfText } from "./read-terms.ts";

const states = z.enum(["draft", "active", "paused", "ended"]);
const methods = z.enum(["automatic", "code", "member-codes"]);
const findings = z.array(z.string());

/** An offer as it stands in its table. */
export const offerOfRow = (row: Omit<Selectable<Tables["offers"]>, "shopId">): Offer => ({
  offerId: row.offerId,
  handle: row.handle,
  segmentId: row.segmentId,
  title: row.title,
  terms: termsOfText(row.terms),
  method: methods.parse(row.method),
  code: row.code,
  startsAt: row.startsAt,
  endsAt: row.endsAt,
  state: states.parse(row.state),
  holdoutBasisPoints: row.holdoutBasisPoints,
  quietDays: row.quietDays,
  confirmed: findings.parse(JSON.parse(row.confirmed)),
});
