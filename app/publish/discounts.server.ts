import type { Offer } from "#app/offers/offer.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { refuseUserErrors, ShopifyRefused } from "#app/shopify/faults.ts";
import { gid, numericId } from "#app/shopify/ids.ts";
import {
  CREATE_AUTOMATIC_DISCOUNT,
  CREATE_CODE_DISCOUNT,
  DELETE_AUTOMATIC_DISCOUNT,
  DELETE_CODE_DISCOUNT,
  DISCOUNTS_OF_SEGMENT,
} from "./documents.ts";
import { discountInput } from "./layout.ts";
import { saysGone } from "./twins.server.ts";

interface Carried {
  offer: Offer;
  twinId: number;
}

/** A discount that was made before, and not remembered: only ours is for our twin. */
export async function findDiscount(admin: Admin, twinId: number): Promise<number | undefined> {
  const { discountNodes } = await admin.ask(DISCOUNTS_OF_SEGMENT, {
    query: `segment_ids:${twinId}`,
  });
  const twin = gid("Segment", twinId);
  const found = discountNodes.nodes.find(
    ({ discount }) =>
      "context" in discount &&
      "segments" in discount.context &&
      discount.context.segments.some(({ id }) => id === twin),
  );
  return found && numericId(found.id);
}

/** @throws ShopifyRefused, with Shopify's own words (a code that is taken, one automatic discount too many) */
export async function createDiscount(admin: Admin, { offer, twinId }: Carried): Promise<number> {
  const input = discountInput(offer, gid("Segment", twinId));
  const made =
    offer.method === "code"
      ? await createCode(admin, { ...input, code: offer.code })
      : await createAutomatic(admin, input);
  if (!made) throw new ShopifyRefused("CreateDiscount: no discount was made");
  return numericId(made.id);
}

type Input = ReturnType<typeof discountInput>;

async function createAutomatic(admin: Admin, discount: Input) {
  const { discountAutomaticBasicCreate: answer } = await admin.ask(CREATE_AUTOMATIC_DISCOUNT, {
    discount,
  });
  refuseUserErrors("CreateAutomaticDiscount", answer?.userErrors ?? []);
  return answer?.automaticDiscountNode;
}

async function createCode(admin: Admin, discount: Input & { code: string | null }) {
  const { discountCodeBasicCreate: answer } = await admin.ask(CREATE_CODE_DISCOUNT, { discount });
  refuseUserErrors("CreateCodeDiscount", answer?.userErrors ?? []);
  return answer?.codeDiscountNode;
}

/** Deleted twice, it is gone. */
export async function deleteDiscount(
  admin: Admin,
  { method, discountId }: { method: string; discountId: number },
): Promise<void> {
  const userErrors =
    method === "code"
      ? (await admin.ask(DELETE_CODE_DISCOUNT, { id: gid("DiscountCodeNode", discountId) }))
          .discountCodeDelete?.userErrors
      : (
          await admin.ask(DELETE_AUTOMATIC_DISCOUNT, {
            id: gid("DiscountAutomaticNode", discountId),
          })
        ).discountAutomaticDelete?.userErrors;
  const faults = (userErrors ?? []).filter(({ message }) => !saysGone(message));
  refuseUserErrors("DeleteDiscount", faults);
}
