import { moneyOf, type Taxes } from "../order-money.ts";
import type { Random } from "../random.ts";
import type { OrderRow, RefundRow } from "../shop-rows.ts";

const MS_PER_HOUR = 3_600_000;
const MS_PER_DAY = 86_400_000;

/**
 * What happens to some orders later, if there is a later before `until`: cancelled and paid back (1.3 %), sent back whole
 * (2 %) or in part (3.5 %), a little money for goodwill without any line (0.4 %).
 */
export function afterSale(
  order: OrderRow,
  options: { until: number; taxes: Taxes; random: Random; nextRefundId: () => number },
): OrderRow {
  const { random, until } = options;
  const fate = random.next();
  const delay =
    fate < 0.013 ? random.whole(1, 30) * MS_PER_HOUR : random.whole(3 * 24, 28 * 24) * MS_PER_HOUR;
  const at = order.at + delay + random.whole(0, 59) * 60_000;
  if (fate >= 0.072 || at >= until) return order;
  if (fate < 0.013) {
    const cancelled = {
      ...order,
      cancelledAt: at,
      cancelReason: random.pick(["CUSTOMER", "INVENTORY", "FRAUD", "OTHER"]),
    };
    // Some are cancelled before anything was captured for good and never paid back.
    return random.chance(0.94) ? givenBack(cancelled, at, 1, options) : cancelled;
  }
  if (fate < 0.033) return givenBack(order, at, 1, options);
  if (fate < 0.068) return givenBack(order, Math.min(at, until - MS_PER_DAY / 24), 0, options);
  const { total } = moneyOf(order, options.taxes);
  const goodwill = Math.min(total, 500);
  const refund: RefundRow = {
    id: options.nextRefundId(),
    at,
    totalMinor: goodwill,
    shippingMinor: 0,
    lines: [],
  };
  return goodwill > 0 ? { ...order, refunds: [refund] } : order;
}

/** `share` 1: all lines and the shipping; 0: some units of one line. */
function givenBack(
  order: OrderRow,
  at: number,
  share: 0 | 1,
  { taxes, random, nextRefundId }: { taxes: Taxes; random: Random; nextRefundId: () => number },
): OrderRow {
  const chosen = random.whole(0, order.lines.length - 1);
  const units = order.lines.map((line, index) =>
    share === 1 ? line.quantity : index === chosen ? random.whole(1, line.quantity) : 0,
  );
  const lines = order.lines.map((line, index) => ({
    ...line,
    currentQuantity: line.currentQuantity - (units[index] ?? 0),
  }));
  const refundLines = order.lines.flatMap((line, index) => {
    const quantity = units[index] ?? 0;
    const total = line.quantity * line.unitPriceMinor - line.discountMinor;
    return quantity === 0
      ? []
      : [
          {
            lineItemId: line.id,
            quantity,
            subtotalMinor: Math.round((total * quantity) / line.quantity),
          },
        ];
  });
  const shippingMinor = share === 1 ? order.shippingMinor : 0;
  const refund: RefundRow = {
    id: nextRefundId(),
    at,
    totalMinor: 0,
    shippingMinor,
    lines: refundLines,
  };
  const money = moneyOf({ ...order, lines, refunds: [refund] }, taxes);
  refund.totalMinor = money.total - money.currentTotal;
  return { ...order, lines, refunds: [refund] };
}
