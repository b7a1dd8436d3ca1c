const GIFT = /\bgifts?\b/i;
/** Where more of the products than this are gifts by their type, the shop sells gifts, and they say what customers like. */
const GIFT_SHOP = 0.25;

/**
 * Which products make an order a gift: those whose type says so, as regulars' own facts have it. Such an order counts for
 * value and not for taste.
 */
export function giftProducts(types: readonly string[]): (product: number) => boolean {
  const gifts = types.map((type) => GIFT.test(type));
  const isGiftShop = gifts.filter(Boolean).length > GIFT_SHOP * types.length;
  return (product) => !isGiftShop && gifts[product] === true;
}
