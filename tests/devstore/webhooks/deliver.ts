import type { Shops } from "../store/open-store.ts";

export function startDeliveries(_shops: Shops): () => void {
  return () => undefined;
}
