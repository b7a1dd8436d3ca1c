import type { AllocationRow, ApplicationRow } from "../../checkout/discount-applications.ts";
import { connection, type PageArgs } from "../connection.ts";
import { gid } from "../ids.ts";
import { moneyBag, moneyText, moneyV2 } from "../money.ts";
import type { Context, FieldResolver } from "../resolver.ts";
import { rowById, rowsUnder } from "../row-memory.ts";
import type { LineItemRow, OrderRow } from "../order-rows.ts";

/** An application as the schema has it; `class` tells order-level ones apart. */
interface Told {
  readonly __typename: string;
  readonly index: number;
  readonly class: string;
  readonly isCode: boolean;
}
interface Allocated {
  readonly amountMinor: number;
  readonly application: Told;
}

/** The discounts of an order. One that did not come from the checkout has a sum only: it counts as one code, or as the merchant's. */
function applicationsOf(context: Context, order: OrderRow): Told[] {
  const rows = rowsUnder<ApplicationRow>(context, "discount_applications", order.id);
  if (rows.length > 0) return rows.map((row) => told(row, context));
  if (order.discount_minor === 0) return [];
  const [code] = JSON.parse(order.discount_codes) as string[];
  const spread = {
    index: 0,
    class: "PRODUCT",
    allocationMethod: "ACROSS",
    targetSelection: "ALL",
    targetType: "LINE_ITEM",
    value: { __typename: "MoneyV2", ...moneyV2(order.discount_minor, context.store) },
  };
  return [
    code === undefined
      ? { ...spread, __typename: "ManualDiscountApplication", isCode: true, ...named("Discount") }
      : { ...spread, __typename: "DiscountCodeApplication", isCode: true, ...{ code } },
  ];
}

const named = (title: string): object => ({ title, description: null });

function told(row: ApplicationRow, { store }: Context): Told {
  const { code, title } = row;
  return {
    index: row.position,
    class: row.class,
    isCode: code !== null,
    ...{
      allocationMethod: row.allocation_method,
      targetSelection: row.class === "PRODUCT" ? "ENTITLED" : "ALL",
      targetType: row.class === "SHIPPING" ? "SHIPPING_LINE" : "LINE_ITEM",
      value:
        row.percentage === null
          ? { __typename: "MoneyV2", ...moneyV2(row.amount_minor ?? 0, store) }
          : { __typename: "PricingPercentageValue", percentage: row.percentage },
    },
    ...(code === null
      ? { __typename: "AutomaticDiscountApplication", title }
      : { __typename: "DiscountCodeApplication", code }),
  };
}

/** What each discount took off a line; null stands for the order's shipping. */
function allocationsOn(context: Context, order: OrderRow, line: LineItemRow | null): Allocated[] {
  const applications = applicationsOf(context, order);
  const rows = rowsUnder<AllocationRow>(context, "discount_allocations", order.id);
  if (rows.length === 0) {
    const [only] = applications;
    if (line === null || only === undefined || line.discount_minor === 0) return [];
    return [{ amountMinor: line.discount_minor, application: only }];
  }
  return rows
    .filter((row) => row.line_item_id === (line?.id ?? 0))
    .flatMap((row) => {
      const application = applications[row.position];
      return application === undefined ? [] : [{ amountMinor: row.amount_minor, application }];
    });
}

function ofLine(context: Context, line: LineItemRow): Allocated[] {
  if (line.discount_minor === 0) return [];
  const order = rowById(context, "orders", line.order_id) as OrderRow | null;
  return order === null ? [] : allocationsOn(context, order, line);
}

/** What is off the line by its own discounts: never those of the whole order, and codes only if they are asked for. */
function ownDiscount(context: Context, line: LineItemRow, withCodes: boolean): number {
  return ofLine(context, line)
    .filter(({ application }) => application.class !== "ORDER")
    .filter(({ application }) => withCodes || !application.isCode)
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

const allocationTold = ({ amountMinor, application }: Allocated, { store }: Context): object => ({
  allocatedAmount: moneyV2(amountMinor, store),
  allocatedAmountSet: moneyBag(amountMinor, store),
  discountApplication: application,
});

export const lineDiscountFields: Readonly<Record<string, FieldResolver>> = {
  discountedTotalSet: (line: LineItemRow, args: { withCodeDiscounts?: boolean }, context) =>
    moneyBag(
      line.unit_price_minor * line.quantity -
        ownDiscount(context, line, args.withCodeDiscounts === true),
      context.store,
    ),
  discountedUnitPriceSet: (line: LineItemRow, _args, context) => {
    const off = ownDiscount(context, line, false) / Math.max(line.quantity, 1);
    return moneyBag(Math.round(line.unit_price_minor - off), context.store);
  },
  // "Approximate", says Shopify: rounded to the minor unit.
  discountedUnitPriceAfterAllDiscountsSet: (line: LineItemRow, _args, { store }) =>
    moneyBag(line.quantity === 0 ? 0 : Math.round(line.total_minor / line.quantity), store),
  totalDiscountSet: (line: LineItemRow, _args, context) =>
    moneyBag(ownDiscount(context, line, false), context.store),
  discountAllocations: (line: LineItemRow, _args, context) =>
    ofLine(context, line).map((each) => allocationTold(each, context)),
};

/** The one way in which the store sends; null for an order without. */
function shippingLineOf(order: OrderRow, context: Context): object | null {
  const { store } = context;
  const off = allocationsOn(context, order, null);
  const offMinor = off.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const originalMinor = order.shipping_minor + offMinor;
  if (originalMinor === 0) return null;
  return {
    id: gid("ShippingLine", order.id),
    title: "Standard",
    code: "Standard",
    source: "shopify",
    custom: false,
    isRemoved: false,
    taxLines: [],
    price: moneyText(originalMinor, store.currency),
    originalPrice: moneyV2(originalMinor, store),
    originalPriceSet: moneyBag(originalMinor, store),
    discountedPrice: moneyV2(order.shipping_minor, store),
    discountedPriceSet: moneyBag(order.shipping_minor, store),
    currentDiscountedPriceSet: moneyBag(order.current_shipping_minor, store),
    discountAllocations: off.map((each) => allocationTold(each, context)),
  };
}

export const orderDiscountFields: Readonly<Record<string, FieldResolver>> = {
  discountApplications: (order: OrderRow, args: PageArgs, context) =>
    connection(applicationsOf(context, order), args, ({ index }) => index),
  shippingLine: (order: OrderRow, _args, context) => shippingLineOf(order, context),
  shippingLines: (order: OrderRow, args: PageArgs, context) =>
    connection([shippingLineOf(order, context) ?? []].flat(), args, () => order.id),
  cartDiscountAmountSet: (order: OrderRow, _args, context) => {
    const rows = rowsUnder<AllocationRow>(context, "discount_allocations", order.id);
    const applications = applicationsOf(context, order);
    const whole = rows.filter((row) => applications[row.position]?.class === "ORDER");
    return moneyBag(
      whole.reduce((sum, row) => sum + row.amount_minor, 0),
      context.store,
    );
  },
};
