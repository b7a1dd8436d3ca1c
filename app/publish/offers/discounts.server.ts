import type { Admin } from "#app/shopify/admin.server.ts";
import { refuseUserErrors, ShopifyRefused, type UserError } from "#app/shopify/faults.ts";
import { gid, numericId } from "#app/shopify/ids.ts";
import type { OfferMethod } from "#app/offers/offer.ts";
import type { DiscountRequest } from "./discount-input.ts";
import {
  CREATE_AUTOMATIC_BASIC,
  CREATE_AUTOMATIC_BXGY,
  CREATE_AUTOMATIC_FREE_SHIPPING,
  CREATE_CODE_BASIC,
  CREATE_CODE_BXGY,
  CREATE_CODE_FREE_SHIPPING,
  DEACTIVATE_AUTOMATIC_DISCOUNT,
  DEACTIVATE_CODE_DISCOUNT,
  DELETE_AUTOMATIC_DISCOUNT,
  DELETE_CODE_DISCOUNT,
  DISCOUNTS_OF_SEGMENT,
  UPDATE_AUTOMATIC_BASIC,
  UPDATE_AUTOMATIC_BXGY,
  UPDATE_AUTOMATIC_FREE_SHIPPING,
  UPDATE_CODE_BASIC,
  UPDATE_CODE_BXGY,
  UPDATE_CODE_FREE_SHIPPING,
} from "./documents.ts";
import { saysGone } from "./twins.server.ts";

/** Which discount: Shopify names those with codes and those without apart. */
export interface Which {
  method: OfferMethod;
  discountId: number;
}

export const discountGid = ({ method, discountId }: Which) =>
  gid(method === "automatic" ? "DiscountAutomaticNode" : "DiscountCodeNode", discountId);

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
export async function createDiscount(admin: Admin, request: DiscountRequest): Promise<number> {
  const { made, userErrors } = await askToCreate(admin, request);
  refuseUserErrors("CreateDiscount", userErrors ?? []);
  if (!made) throw new ShopifyRefused("CreateDiscount: no discount was made");
  return numericId(made.id);
}

interface Asked {
  made?: { id: string } | null | undefined;
  userErrors: readonly UserError[] | undefined;
}

async function askToCreate(admin: Admin, request: DiscountRequest): Promise<Asked> {
  switch (request.native) {
    case "automatic-basic": {
      const { discount } = request;
      const answer = (await admin.ask(CREATE_AUTOMATIC_BASIC, { discount }))
        .discountAutomaticBasicCreate;
      return { made: answer?.automaticDiscountNode, userErrors: answer?.userErrors };
    }
    case "automatic-bxgy": {
      const { discount } = request;
      const answer = (await admin.ask(CREATE_AUTOMATIC_BXGY, { discount }))
        .discountAutomaticBxgyCreate;
      return { made: answer?.automaticDiscountNode, userErrors: answer?.userErrors };
    }
    case "automatic-free-shipping": {
      const { discount } = request;
      const answer = (await admin.ask(CREATE_AUTOMATIC_FREE_SHIPPING, { discount }))
        .discountAutomaticFreeShippingCreate;
      return { made: answer?.automaticDiscountNode, userErrors: answer?.userErrors };
    }
    case "code-basic": {
      const { discount } = request;
      const answer = (await admin.ask(CREATE_CODE_BASIC, { discount })).discountCodeBasicCreate;
      return { made: answer?.codeDiscountNode, userErrors: answer?.userErrors };
    }
    case "code-bxgy": {
      const { discount } = request;
      const answer = (await admin.ask(CREATE_CODE_BXGY, { discount })).discountCodeBxgyCreate;
      return { made: answer?.codeDiscountNode, userErrors: answer?.userErrors };
    }
    case "code-free-shipping": {
      const { discount } = request;
      const answer = (await admin.ask(CREATE_CODE_FREE_SHIPPING, { discount }))
        .discountCodeFreeShippingCreate;
      return { made: answer?.codeDiscountNode, userErrors: answer?.userErrors };
    }
  }
}

/** Changes a discount of the same kind. @throws ShopifyRefused, with Shopify's own words */
export async function updateDiscount(
  admin: Admin,
  which: Which,
  request: DiscountRequest,
): Promise<void> {
  refuseUserErrors("UpdateDiscount", (await askToUpdate(admin, discountGid(which), request)) ?? []);
}

async function askToUpdate(admin: Admin, id: string, request: DiscountRequest) {
  switch (request.native) {
    case "automatic-basic": {
      const { discount } = request;
      return (await admin.ask(UPDATE_AUTOMATIC_BASIC, { id, discount }))
        .discountAutomaticBasicUpdate?.userErrors;
    }
    case "automatic-bxgy": {
      const { discount } = request;
      return (await admin.ask(UPDATE_AUTOMATIC_BXGY, { id, discount })).discountAutomaticBxgyUpdate
        ?.userErrors;
    }
    case "automatic-free-shipping": {
      const { discount } = request;
      return (await admin.ask(UPDATE_AUTOMATIC_FREE_SHIPPING, { id, discount }))
        .discountAutomaticFreeShippingUpdate?.userErrors;
    }
    case "code-basic": {
      const { discount } = request;
      return (await admin.ask(UPDATE_CODE_BASIC, { id, discount })).discountCodeBasicUpdate
        ?.userErrors;
    }
    case "code-bxgy": {
      const { discount } = request;
      return (await admin.ask(UPDATE_CODE_BXGY, { id, discount })).discountCodeBxgyUpdate
        ?.userErrors;
    }
    case "code-free-shipping": {
      const { discount } = request;
      return (await admin.ask(UPDATE_CODE_FREE_SHIPPING, { id, discount }))
        .discountCodeFreeShippingUpdate?.userErrors;
    }
  }
}

/**
 * Has Shopify apply a discount to nobody. It does so by ending it now; to go on, it is sent again with its own dates.
 * One that is gone rests already.
 */
export async function restDiscount(admin: Admin, which: Which): Promise<void> {
  const id = discountGid(which);
  const userErrors =
    which.method === "automatic"
      ? (await admin.ask(DEACTIVATE_AUTOMATIC_DISCOUNT, { id })).discountAutomaticDeactivate
          ?.userErrors
      : (await admin.ask(DEACTIVATE_CODE_DISCOUNT, { id })).discountCodeDeactivate?.userErrors;
  refuseUserErrors("DeactivateDiscount", withoutGone(userErrors));
}

/** Deleted twice, it is gone. */
export async function deleteDiscount(admin: Admin, which: Which): Promise<void> {
  const id = discountGid(which);
  const userErrors =
    which.method === "automatic"
      ? (await admin.ask(DELETE_AUTOMATIC_DISCOUNT, { id })).discountAutomaticDelete?.userErrors
      : (await admin.ask(DELETE_CODE_DISCOUNT, { id })).discountCodeDelete?.userErrors;
  refuseUserErrors("DeleteDiscount", withoutGone(userErrors));
}

const withoutGone = (userErrors: readonly UserError[] | undefined) =>
  (userErrors ?? []).filter(({ message }) => !saysGone(message));
