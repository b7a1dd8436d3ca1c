import { setTimeout as sleep } from "node:timers/promises";
import type { PrismaClient } from "@prisma/client";
import { HttpResponseError, type Session } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { ShopifyUnavailable } from "./faults.ts";

/** As Shopify's library: a token is renewed when it has less than this left. */
const RENEWED_BEFORE_MS = 5 * 60_000;
/** How long a refresh may take before another process may try. */
const LEASE_MS = 30_000;
const LEASE = /^refreshing until (\d+)$/;

/**
 * Session storage that never hands out an offline token about to expire: it refreshes it first. A refresh token is
 * good for one use, so one process at a time may refresh a shop's: it holds a lease, written on the session's own row
 * (in `state`, which is only of use while somebody signs in), and all others wait for what it stores.
 */
export class FreshSessionStorage implements SessionStorage {
  readonly #inner: SessionStorage;
  readonly #prisma: PrismaClient;
  readonly #refresh: (session: Session) => Promise<Session>;

  constructor(
    inner: SessionStorage,
    { prisma, refresh }: { prisma: PrismaClient; refresh: (session: Session) => Promise<Session> },
  ) {
    this.#inner = inner;
    this.#prisma = prisma;
    this.#refresh = refresh;
  }

  /**
   * Undefined also when Shopify does not accept our refresh token any more: then the shop must be opened anew.
   * @throws ShopifyUnavailable
   */
  async loadSession(id: string): Promise<Session | undefined> {
    for (;;) {
      const session = await this.#inner.loadSession(id);
      if (!session || !isDue(session)) return session;
      if (await this.#takeLease(session)) return this.#refreshed(id);
      await sleep(100);
    }
  }

  async #refreshed(id: string): Promise<Session | undefined> {
    const session = await this.#inner.loadSession(id);
    if (!session) return undefined;
    if (!isDue(session)) {
      await this.#giveBack(session); // somebody refreshed it just before we had the lease
      return session;
    }
    try {
      const fresh = await this.#refresh(session);
      await this.#inner.storeSession(fresh); // and so gives the lease back
      return fresh;
    } catch (thrown) {
      await this.#giveBack(session);
      if (thrown instanceof HttpResponseError && (thrown.response as { code: number }).code < 500)
        return undefined;
      throw new ShopifyUnavailable("the token could not be refreshed");
    }
  }

  /** Compare and set: of several only one finds the row as it was. */
  async #takeLease({ id, state }: Session): Promise<boolean> {
    const now = Math.round(performance.timeOrigin + performance.now()); // the processes share this clock
    if (Number(LEASE.exec(state)?.[1] ?? 0) > now) return false;
    const { count } = await this.#prisma.session.updateMany({
      where: { id, state },
      data: { state: `refreshing until ${now + LEASE_MS}` },
    });
    return count === 1;
  }

  /** Only what is still ours. */
  async #giveBack({ id, state }: Session): Promise<void> {
    await this.#prisma.session.updateMany({ where: { id, state }, data: { state: "" } });
  }

  storeSession(session: Session): Promise<boolean> {
    return this.#inner.storeSession(session);
  }

  deleteSession(id: string): Promise<boolean> {
    return this.#inner.deleteSession(id);
  }

  deleteSessions(ids: string[]): Promise<boolean> {
    return this.#inner.deleteSessions(ids);
  }

  findSessionsByShop(shop: string): Promise<Session[]> {
    return this.#inner.findSessionsByShop(shop);
  }
}

const isDue = (session: Session) =>
  !session.isOnline && session.refreshToken !== undefined && session.isExpired(RENEWED_BEFORE_MS);
