import { z } from "zod";
import { ACCOUNT_STATUSES, EMAIL_STATUSES, RFM_GROUPS } from "../segments/query/attributes.ts";

const zone = z.string().refine(
  (name) => {
    try {
      return Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
    } catch {
      return false;
    }
  },
  { error: "is not an IANA time zone" },
);
const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const id = z.int().positive();

/** A shop as a file, as far as we hold its data: what else stands there is left aside. */
export const shopFile = z.object({
  /** Local time of the shop. */
  now: z.iso.datetime({ local: true }),
  timezone: zone,
  currency: z.string().regex(/^[A-Z]{3}$/, "is not an ISO 4217 currency"),
  customers: z.array(
    z.object({
      id,
      language: z.string().nullish(),
      tags: z.array(z.string()).default([]),
      addresses: z.array(z.object({ country: z.string() })).default([]),
      email_subscription_status: z.enum(EMAIL_STATUSES).nullish(),
      customer_account_status: z.enum(ACCOUNT_STATUSES).default("DISABLED"),
      created_at: moment,
      rfm_group: z.enum(RFM_GROUPS).nullish(),
      orders: z
        .array(
          z.object({
            placed_at: moment,
            total: z.string().regex(/^\d+(\.\d+)?$/, "is not an amount such as 10.99"),
            test: z.boolean().default(false),
            lines: z
              .array(z.object({ product_id: id.nullable(), quantity: z.int().nonnegative() }))
              .default([]),
          }),
        )
        .default([]),
    }),
  ),
});
export type ShopFile = z.infer<typeof shopFile>;
