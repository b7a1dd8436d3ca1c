import { codeKey, findDiscountByCode } from "../../checkout/discount-store.ts";
import type {
  CombinesWith,
  Context,
  Discount,
  Items,
  Minimum,
  Terms,
  Value,
} from "../../checkout/discount.ts";
import type { BasicInput } from "./discount-basic-input.ts";
import type { Store } from "../../store/open-store.ts";
import { partsOf } from "../ids.ts";
import { exponentOf } from "../money.ts";
import { FieldRefusal } from "../resolver.ts";

export interface DiscountUserError {
  readonly field: readonly string[] | null;
  readonly message: string;
  readonly code: string | null;
  readonly extraInfo: null;
}

export type Revised =
  | { readonly kind: "revised"; readonly discount: Discount }
  | { readonly kind: "refused"; readonly errors: readonly DiscountUserError[] };

/** Segments on one automatic discount, as merchants' guides report; codes take a hundred. */
const MAX_SEGMENTS = { automatic: 5, code: 100 } as const;
const MAX_TITLE = 255;

/**
 * What a discount becomes by a basic input: fields left out stay as they are. All faults come at once, in the order in which
 * Shopify reports them. @throws FieldRefusal for the contradictions that Shopify answers with a GraphQL error
 */
export function revise(store: Store, before: Discount, input: BasicInput, root: string): Revised {
  const reader = new InputReader(store, before, input, root);
  const discount = reader.read();
  return reader.errors.length > 0
    ? { kind: "refused", errors: reader.errors }
    : { kind: "revised", discount };
}

class InputReader {
  readonly errors: DiscountUserError[] = [];
  private readonly store: Store;
  private readonly before: Discount;
  private readonly input: BasicInput;
  private readonly root: string;

  constructor(store: Store, before: Discount, input: BasicInput, root: string) {
    this.store = store;
    this.before = before;
    this.input = input;
    this.root = root;
  }

  read(): Discount {
    const { before, input } = this;
    this.demandNoTagTwice();
    const context = this.context();
    if (this.errors.length > 0) return before;
    const startsAt =
      input.startsAt === undefined || input.startsAt === null
        ? before.startsAt
        : Date.parse(input.startsAt);
    const endsAt =
      input.endsAt === undefined
        ? before.endsAt
        : input.endsAt === null
          ? null
          : Date.parse(input.endsAt);
    const items = this.items();
    const terms: Terms = {
      items,
      combinesWith: this.combinesWith(items),
      value: this.value(),
      minimum: this.minimum(),
      context,
    };
    const title = this.title();
    const codes = this.codes();
    if (endsAt !== null && endsAt <= startsAt)
      this.refuse(["endsAt"], "Ends at needs to be after starts_at", "INVALID");
    return {
      ...before,
      title,
      codes,
      startsAt,
      endsAt,
      terms,
      usageLimit: this.usageLimit(),
      oncePerCustomer: input.appliesOncePerCustomer ?? before.oncePerCustomer,
      updatedAt: this.store.now(),
    };
  }

  private demandNoTagTwice(): void {
    const tags = this.input.combinesWith?.productDiscountsWithTagsOnSameCartLine;
    if (!tags?.add?.some((tag) => tags.remove?.includes(tag))) return;
    throw new FieldRefusal(
      "BAD_REQUEST",
      "The same tag is present in both `add` and `remove` fields of `productDiscountsWithTagsOnSameCartLine`.",
    );
  }

  private title(): string {
    const title = this.input.title ?? this.before.title;
    if (title.trim() === "") this.refuse(["title"], "Title can't be blank", "BLANK");
    if (title.length > MAX_TITLE) {
      this.refuse(
        ["title"],
        `Title is too long (maximum is ${String(MAX_TITLE)} characters)`,
        "TOO_LONG",
      );
    }
    return title;
  }

  private codes(): readonly string[] {
    if (this.before.method === "automatic") return [];
    const code = this.input.code ?? undefined;
    const [first, ...others] = this.before.codes;
    if (code === undefined && first !== undefined) return this.before.codes;
    if (code === undefined || code.trim() === "") {
      this.refuse(["code"], "Code can't be blank", "BLANK");
      return this.before.codes;
    }
    if (code.length > MAX_TITLE) {
      this.refuse(
        ["code"],
        `Code is too long (maximum is ${String(MAX_TITLE)} characters)`,
        "TOO_LONG",
      );
    }
    const owner = findDiscountByCode(this.store, code);
    if (owner !== undefined && owner.id !== this.before.id) {
      this.refuse(["code"], "Code must be unique. Please try a different code.", "TAKEN");
    }
    return [code, ...others.filter((other) => codeKey(other) !== codeKey(code))];
  }

  private usageLimit(): number | null {
    const { usageLimit } = this.input;
    if (usageLimit === undefined) return this.before.usageLimit;
    if (usageLimit !== null && usageLimit < 1) {
      this.refuse(["usageLimit"], "Usage limit must be greater than 0", "GREATER_THAN");
    }
    return usageLimit;
  }

  private combinesWith(items: Items): CombinesWith {
    const asked = this.input.combinesWith;
    if (asked?.productDiscountsWithTagsOnSameCartLine) {
      const field = ["combinesWith", "productDiscountsWithTagsOnSameCartLine"];
      if (this.store.plan !== "plus") {
        const message =
          "The shop's plan does not allow setting `productDiscountsWithTagsOnSameCartLine`.";
        this.refuse(field, message, "PRODUCT_DISCOUNTS_WITH_TAGS_ON_SAME_CART_LINE_NOT_ENTITLED");
      }
      if (items.kind === "all") {
        this.refuse(
          field,
          "Combines with product discounts with tags on same cart line is only valid for discounts with the PRODUCT discount class",
          "INVALID_PRODUCT_DISCOUNTS_WITH_TAGS_ON_SAME_CART_LINE_FOR_DISCOUNT_CLASS",
        );
      }
    }
    const before = this.before.terms.combinesWith;
    return {
      productDiscounts: asked?.productDiscounts ?? before.productDiscounts,
      orderDiscounts: asked?.orderDiscounts ?? before.orderDiscounts,
      shippingDiscounts: asked?.shippingDiscounts ?? before.shippingDiscounts,
    };
  }

  private value(): Value {
    const asked = this.input.customerGets?.value;
    if (!asked) return this.before.terms.value;
    const at = ["customerGets", "value"];
    if (asked.discountOnQuantity) {
      this.refuse(
        [...at, "discountOnQuantity"],
        "Discount on quantity is only permitted with bxgy discounts.",
        "INVALID",
      );
    }
    if (asked.discountAmount) {
      const amountMinor = this.minor(asked.discountAmount.amount ?? 0);
      // Shopify's words, the wrong way round as they are.
      if (amountMinor <= 0)
        this.refuse(
          [...at, "discountAmount", "amount"],
          "Value must be less than 0",
          "GREATER_THAN",
        );
      return {
        kind: "amount",
        amountMinor,
        onEachItem: asked.discountAmount.appliesOnEachItem ?? false,
      };
    }
    const percentage = asked.percentage ?? 0;
    if (!(percentage > 0 && percentage <= 1)) {
      this.refuse(
        [...at, "percentage"],
        "Value must be between 0.0 and 1.0",
        "VALUE_OUTSIDE_RANGE",
      );
    }
    return { kind: "percentage", percentage };
  }

  private minimum(): Minimum | null {
    const asked = this.input.minimumRequirement;
    if (asked === undefined) return this.before.terms.minimum;
    const quantity = asked?.quantity?.greaterThanOrEqualToQuantity ?? null;
    const subtotal = asked?.subtotal?.greaterThanOrEqualToSubtotal ?? null;
    if (quantity !== null && subtotal !== null) {
      const message = "Minimum subtotal cannot be defined when minimum quantity is.";
      this.refuse(
        ["minimumRequirement", "subtotal", "greaterThanOrEqualToSubtotal"],
        message,
        "CONFLICT",
      );
    }
    if (subtotal !== null) return { kind: "subtotal", minor: this.minor(subtotal) };
    return quantity === null ? null : { kind: "quantity", quantity: Number(quantity) };
  }

  private items(): Items {
    const asked = this.input.customerGets?.items;
    const before = this.before.terms.items;
    if (!asked) return before;
    const at = ["customerGets", "items"];
    if (
      asked.collections?.add?.length &&
      (asked.products?.productsToAdd?.length || asked.products?.productVariantsToAdd?.length)
    ) {
      const message = "Cannot entitle collections in combination with product variants or products";
      this.refuse([...at, "collections", "add"], message, "CONFLICT");
    }
    if (asked.all === true) return { kind: "all" };
    if (asked.products) {
      const known = before.kind === "products" ? before : { productIds: [], variantIds: [] };
      const changes = asked.products;
      return {
        kind: "products",
        productIds: this.ids(
          known.productIds,
          changes.productsToAdd,
          changes.productsToRemove,
          products,
          [...at, ...["products", "productsToAdd"]],
        ),
        variantIds: this.ids(
          known.variantIds,
          changes.productVariantsToAdd,
          changes.productVariantsToRemove,
          variants,
          [...at, ...["products", "productVariantsToAdd"]],
        ),
      };
    }
    if (asked.collections) {
      const known = before.kind === "collections" ? before.collectionIds : [];
      const { add, remove } = asked.collections;
      return {
        kind: "collections",
        collectionIds: this.ids(known, add, remove, collections, [...at, "collections", "add"]),
      };
    }
    return before;
  }

  private context(): Context {
    const { context, customerSelection } = this.input;
    const before = this.before.terms.context;
    if (context && customerSelection) {
      this.refuse(
        ["context"],
        "Only one of context or customerSelection can be provided.",
        "INVALID",
      );
      return before;
    }
    if (customerSelection?.all === true && customerSelection.customers) {
      throw new FieldRefusal(
        "BAD_REQUEST",
        "A discount cannot have customerSelection set to all, when customers or customerSavedSearches is specified.",
      );
    }
    if (customerSelection?.all === true && customerSelection.customerSegments) {
      throw new FieldRefusal(
        "BAD_REQUEST",
        "A discount cannot have customerSelection set to all, when customerSegments is specified.",
      );
    }
    const asked = context ?? customerSelection;
    const place = context ? "context" : "customerSelection";
    if (context?.markets)
      throw new FieldRefusal("BAD_REQUEST", "The development store has no markets");
    if (asked?.customerSegments) {
      const known = before.kind === "segments" ? before.segmentIds : [];
      const { add, remove } = asked.customerSegments;
      const at = [place, "customerSegments", "add"];
      const segmentIds = this.ids(known, add, remove, segments, at);
      const most = MAX_SEGMENTS[this.before.method];
      if (segmentIds.length > most) {
        this.refuse(
          at,
          `A discount can have at most ${String(most)} customer segments`,
          "EXCEEDED_MAX",
        );
      }
      return { kind: "segments", segmentIds };
    }
    if (asked?.customers) {
      const known = before.kind === "customers" ? before.customerIds : [];
      const { add, remove } = asked.customers;
      return {
        kind: "customers",
        customerIds: this.ids(known, add, remove, customers, [place, "customers", "add"]),
      };
    }
    return asked ? { kind: "all" } : before;
  }

  private ids(
    known: readonly number[],
    add: readonly string[] | null | undefined,
    remove: readonly string[] | null | undefined,
    thing: Thing,
    field: readonly string[],
  ): number[] {
    const ids = new Set(known);
    for (const id of remove ?? []) ids.delete(partsOf(id)?.id ?? -1);
    for (const id of add ?? []) {
      const parts = partsOf(id);
      const exists =
        parts?.type === thing.type &&
        this.store.get(`SELECT 1 FROM ${thing.table} WHERE id = ?`, parts.id) !== undefined;
      if (exists) ids.add(parts.id);
      else
        this.refuse(
          field,
          `${thing.words} with id: ${id.slice(id.lastIndexOf("/") + 1)} is invalid`,
          "INVALID",
        );
    }
    return [...ids];
  }

  private minor(amount: string | number): number {
    return Math.round(Number(amount) * 10 ** exponentOf(this.store.currency));
  }

  private refuse(field: readonly string[], message: string, code: string): void {
    this.errors.push({ field: [this.root, ...field], message, code, extraInfo: null });
  }
}

interface Thing {
  readonly type: string;
  readonly table: string;
  readonly words: string;
}
const products: Thing = { type: "Product", table: "products", words: "Product" };
const variants: Thing = { type: "ProductVariant", table: "variants", words: "Product variant" };
const collections: Thing = { type: "Collection", table: "collections", words: "Collection" };
const segments: Thing = { type: "Segment", table: "segments", words: "Segment" };
const customers: Thing = { type: "Customer", table: "customers", words: "Customer" };
