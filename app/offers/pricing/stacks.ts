import type { CombinesWith, DiscountClass } from "../terms.ts";

/** A set of discounts that may stand in one order, by their places in what was given. */
export type Stack = Readonly<Record<DiscountClass, Choice>>;

/** Those of one class; the same choice is the same object in every stack. */
export type Choice = readonly number[];

/** Null holds the place of a discount that does not apply. */
type Combining = { class: DiscountClass; combinesWith: CombinesWith } | null;

const CLASSES = ["product", "order", "shipping"] as const;
const NONE: Choice = [];

/**
 * All sets of discounts that combine and that no other could join, those that hold earlier ones first.
 *
 * Two discounts combine if each accepts the other's class (help.shopify.com, "Combining discounts"; two of one class if
 * both accept it). Whether they do depends on nothing but classes, so there is no search among all subsets: once it is
 * said which classes an order has, a discount may be in it if it accepts the other classes. Of one class these are either
 * all who accept their own class, or a single one that does not: no more ways than it has discounts. Of n discounts that
 * makes fewer than (n / 3 + 1) ^ 3 sets, 1,330 of the 25 automatic ones and the 5 codes that Shopify lets into an order;
 * in practice a handful.
 */
export function stacksOf(discounts: readonly Combining[]): Stack[] {
  const stacks: Stack[] = [];
  for (let which = 1; which < 2 ** CLASSES.length; which++) {
    const present = CLASSES.filter((_, place) => which & (2 ** place));
    const absent = CLASSES.filter((one) => !present.includes(one));
    const [product, order, shipping] = CLASSES.map((one) =>
      present.includes(one) ? choicesOf(discounts, one, present) : [NONE],
    );
    /** Classes of which some discount would go with all the classes present. */
    const waiting = absent.filter((one) => choicesOf(discounts, one, [...present, one]).length > 0);
    const isWhole = (chosen: readonly number[]) =>
      waiting.every((one) => chosen.some((place) => !discounts[place]?.combinesWith[one]));
    for (const ofProducts of product ?? []) {
      for (const ofOrder of order ?? []) {
        for (const ofShipping of shipping ?? []) {
          if (isWhole([...ofProducts, ...ofOrder, ...ofShipping])) {
            stacks.push({ product: ofProducts, order: ofOrder, shipping: ofShipping });
          }
        }
      }
    }
  }
  return earlierFirst(stacks);
}

/** What of one class may stand in an order with these classes. */
function choicesOf(
  discounts: readonly Combining[],
  own: DiscountClass,
  present: readonly DiscountClass[],
): Choice[] {
  const others = present.filter((one) => one !== own);
  const eligible = discounts.flatMap((discount, place) =>
    discount?.class === own && others.every((one) => discount.combinesWith[one]) ? [place] : [],
  );
  const together = eligible.filter((place) => discounts[place]?.combinesWith[own]);
  const alone = eligible.filter((place) => !discounts[place]?.combinesWith[own]);
  return [...(together.length > 0 ? [together] : []), ...alone.map((place) => [place])];
}

function earlierFirst(stacks: Stack[]): Stack[] {
  const keyed = stacks.map((stack) => ({
    stack,
    places: CLASSES.flatMap((one) => stack[one]).sort((a, b) => a - b),
  }));
  keyed.sort(({ places: a }, { places: b }) => {
    const at = a.findIndex((place, index) => place !== b[index]);
    return (a[at] ?? -1) - (b[at] ?? -1);
  });
  return keyed.map(({ stack }) => stack);
}
