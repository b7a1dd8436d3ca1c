import type { PrismaClient } from "@prisma/client";
import { Session } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import {
  MissingSessionTableError,
  PrismaSessionStorage,
} from "@shopify/shopify-app-session-storage-prisma";
import { isSealedWithOldKey, seal, unseal } from "./seal.server.ts";

/**
 * Shopify's session storage with the tokens sealed: they are never at rest as they are. What an older key sealed is
 * sealed anew with the newest when it is read, so that an old key can be dropped after its sessions have been used.
 */
export class EncryptedSessionStorage implements SessionStorage {
  readonly #prisma: PrismaClient;
  /** Made when it is first needed: it asks for its table at once, and complains in its own words. */
  #inner: PrismaSessionStorage<PrismaClient> | undefined;
  readonly #keys: readonly Buffer[];

  constructor(prisma: PrismaClient, keys: readonly Buffer[]) {
    this.#prisma = prisma;
    this.#keys = keys;
  }

  storeSession(session: Session): Promise<boolean> {
    return this.#within((inner) => inner.storeSession(this.#sealed(session)));
  }

  async loadSession(id: string): Promise<Session | undefined> {
    const sealed = await this.#within((inner) => inner.loadSession(id));
    return sealed && this.#open(sealed);
  }

  async findSessionsByShop(shop: string): Promise<Session[]> {
    const sealed = await this.#within((inner) => inner.findSessionsByShop(shop));
    return Promise.all(sealed.map((session) => this.#open(session)));
  }

  deleteSession(id: string): Promise<boolean> {
    return this.#within((inner) => inner.deleteSession(id));
  }

  deleteSessions(ids: string[]): Promise<boolean> {
    return this.#within((inner) => inner.deleteSessions(ids));
  }

  /** A database that did not answer when it was first asked may answer the next time. */
  async #within<Result>(ask: (inner: SessionStorage) => Promise<Result>): Promise<Result> {
    this.#inner ??= new PrismaSessionStorage(this.#prisma);
    try {
      return await ask(this.#inner);
    } catch (thrown) {
      if (thrown instanceof MissingSessionTableError) this.#inner = undefined;
      throw thrown;
    }
  }

  async #open(sealed: Session): Promise<Session> {
    const session = this.#withTokens(sealed, (text, purpose) => unseal(text, this.#by(purpose)));
    if (sealed.accessToken && isSealedWithOldKey(sealed.accessToken, this.#keys)) {
      const { accessToken = "", refreshToken = null } = this.#sealed(session);
      // only if nobody has stored a newer pair meanwhile
      await this.#prisma.session.updateMany({
        where: { id: sealed.id, accessToken: sealed.accessToken },
        data: { accessToken, refreshToken },
      });
    }
    return session;
  }

  #sealed(session: Session): Session {
    return this.#withTokens(session, (text, purpose) => seal(text, this.#by(purpose)));
  }

  /** A session of its own: the caller's is never changed. */
  #withTokens(session: Session, change: (text: string, purpose: string) => string): Session {
    const changed = new Session(session.toObject());
    if (!session.isOnline) delete changed.onlineAccessInfo; // the storage makes one up of nulls
    if (session.accessToken)
      changed.accessToken = change(session.accessToken, `${session.id}:access`);
    if (session.refreshToken)
      changed.refreshToken = change(session.refreshToken, `${session.id}:refresh`);
    return changed;
  }

  #by(purpose: string) {
    return { keys: this.#keys, purpose };
  }
}
