import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

declare module "@remix-run/node" {
  interface AppLoadContext {
    /** Waits until the client has taken what was sent to it so far; false if it is gone. */
    untilTaken?: () => Promise<boolean>;
  }
}

const LOOK_AGAIN_MS = 5;

/**
 * How fast a client takes what it is sent. Remix writes a streamed body as fast as it is made; whoever makes a large
 * one has to ask. (Looked at, not listened for: compression stands between us and the event.)
 */
export const paceOf = (response: ServerResponse) => async (): Promise<boolean> => {
  while (response.writableNeedDrain && !response.destroyed) await sleep(LOOK_AGAIN_MS);
  return !response.destroyed;
};
