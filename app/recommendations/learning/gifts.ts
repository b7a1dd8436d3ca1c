import { isGiftType } from "#app/purchases/gift-types.ts";

/** Where more of the products than this are gifts by their type, the shop sells gifts, and they say what customers like. */
const GIFT_SHOP = 0.25;

/**
 * Whether an order is a gift, by its products: half of them or more are gifts by their type, as regulars' own facts have
 * it. Such an order counts for value and not for taste.
 */
export function giftOrders(types: readonly string[]): (products: readonly number[]) => boolean {
  const gifts = types.map(isGiftType);
  const isGiftShop = gifts.filter(Boolean).length > GIFT_SHOP * types.length;
  return (products) =>
    !isGiftShop &&
    products.length > 0 &&
    2 * products.filter((product) => gifts[product]).length >= products.length;
}
