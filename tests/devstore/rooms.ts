import type { Room } from "./room.ts";
import { room as oauth } from "./oauth/room.ts";
import { room as adminApi } from "./admin-api/room.ts";
import { room as bulk } from "./bulk/room.ts";
import { room as webhooks } from "./webhooks/room.ts";
import { room as admin } from "./admin/room.ts";
import { room as summary } from "./data/summary.ts";
import { room as storefront } from "./storefront/room.ts";
import { room as checkout } from "./checkout/room.ts";
import { room as control } from "./control.ts";

/** Asked in this order; the first answer holds. */
export const rooms: readonly Room[] = [
  oauth,
  adminApi,
  bulk,
  webhooks,
  summary,
  admin,
  storefront,
  checkout,
  control,
];
