import { FIRST_NAMES, LAST_NAMES } from "../names.ts";
import { randomOf } from "../random.ts";
import type { CustomerRow } from "../shop-rows.ts";
import type { InvoiceLine } from "./book.ts";
import { countryCode } from "./countries.ts";

export const emailOf = (customerId: number): string => `customer-${customerId}@example.com`;

const LOCALES: Readonly<Record<string, string>> = {
  DE: "de",
  AT: "de",
  CH: "de",
  FR: "fr",
  BE: "fr",
  ES: "es",
  IT: "it",
  NL: "nl",
};

/** Everyone whom the file names, with the latest country; who only ever returned something is a customer too. */
export function customersOf(
  lines: readonly Pick<InvoiceLine, "customerId" | "at" | "country">[],
  at: (text: string) => number,
): CustomerRow[] {
  const seen = new Map<number, { first: string; country: string }>();
  for (const { customerId, at: when, country } of lines) {
    if (customerId === null) continue;
    const known = seen.get(customerId);
    if (known) known.country = country;
    else seen.set(customerId, { first: when, country });
  }
  return [...seen]
    .sort(([a], [b]) => a - b)
    .map(([id, { first, country }]) => {
      const random = randomOf(17, id);
      const code = countryCode(country);
      return {
        id,
        firstName: random.pick(FIRST_NAMES),
        lastName: random.pick(LAST_NAMES),
        email: emailOf(id),
        locale: LOCALES[code ?? "GB"] ?? "en",
        state: random.chance(0.4) ? "ENABLED" : "DISABLED",
        emailMarketingState: random.chance(0.55) ? "SUBSCRIBED" : "NOT_SUBSCRIBED",
        tags: [],
        createdAt: at(first),
        countryCode: code,
        city: "",
      };
    });
}
