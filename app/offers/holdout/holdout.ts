import { hash } from "node:crypto";

/** Hexadecimal digits of the hash that decide: far more than a share in hundredths of a per cent can tell apart. */
const DIGITS = 12;
const WHOLE = 10_000;

/**
 * Whether a customer is kept from an offer, by SHA-256 of both alone: the same answer every time and everywhere, and for
 * two offers answers that know nothing of one another (docs/decisions/022-who-has-an-offer.md).
 */
export const isHeldOut = (
  { handle, holdoutBasisPoints }: { handle: string; holdoutBasisPoints: number },
  customerId: number,
): boolean => placeOf(handle, customerId) * WHOLE < holdoutBasisPoints;

/** Where a customer stands for an offer, evenly from 0 to just below 1. */
const placeOf = (handle: string, customerId: number) =>
  parseInt(hash("sha256", `${handle}:${customerId}`, "hex").slice(0, DIGITS), 16) / 16 ** DIGITS;
