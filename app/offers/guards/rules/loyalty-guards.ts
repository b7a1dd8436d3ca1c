import type { Guard } from "./guarded.ts";

/** So many of the better customers must have something as good. */
const SERVED_SHARE = 0.5;

/**
 * A better offer for strangers than for those who carry the shop: whoever of them hears of it has a reason to leave. Not
 * asked where the members are themselves worth as much.
 */
export const betterForStrangers: Guard = ({ better, savingMinor }) =>
  better
    .filter(
      ({ customers, served, netMinor, membersNetMinor }) =>
        customers > 0 && netMinor > membersNetMinor && served < customers * SERVED_SHARE,
    )
    .slice(0, 1)
    .map(({ whom, customers, served, theirsMinor }) => ({
      code: "better-for-strangers",
      level: "confirm",
      values: { whom, customers, served, savingMinor, theirsMinor },
    }));
