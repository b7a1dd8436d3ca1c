import type { Shops } from "./store/open-store.ts";

/** A part of the store that answers HTTP; null when the request is not for it. */
export type Room = (request: Request, shops: Shops) => Promise<Response | null>;
