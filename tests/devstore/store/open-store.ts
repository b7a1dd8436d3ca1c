import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import type { AppConfig } from "./app-config.ts";
import { installDefinitions } from "./definitions.ts";

export type Row = Record<string, unknown>;
/** A row that may not be there. */
export type Found<T> = T | undefined;
/** What SQLite takes and gives; flags are 0 and 1. */
export type Value = string | number | null;

const schema = schemaText();
const domainPattern = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

/** The facts of a shop that are not rows. */
export interface ShopFacts {
  readonly name: string;
  readonly currency: string;
  readonly timezone: string;
  readonly locale: string;
  readonly country: string;
  readonly plan: "standard" | "advanced" | "plus";
  readonly taxesIncluded: boolean;
}

const defaults: ShopFacts = {
  name: "Demo",
  currency: "EUR",
  timezone: "Europe/Berlin",
  locale: "en",
  country: "DE",
  plan: "standard",
  taxesIncluded: true,
};

/** One shop: one SQLite file. Statements are prepared once and kept. */
export class Store {
  readonly db: Database.Database;
  readonly domain: string;
  readonly directory: string;
  readonly shops: Shops;
  private readonly statements = new Map<string, Database.Statement>();
  private readonly known = new Map<string, unknown>();
  private reserved = 0;
  private reservedUntil = 0;

  constructor(shops: Shops, directory: string, domain: string) {
    this.shops = shops;
    this.domain = domain;
    this.directory = directory;
    this.db = new Database(join(directory, `${domain}.db`), { timeout: 5000 });
    this.db.pragma("journal_mode = WAL");
    this.db.pragma("synchronous = NORMAL");
    this.db.pragma("cache_size = -32000");
    this.db.exec(schema);
    if (this.meta("domain") === undefined) {
      this.setMeta("domain", domain);
      this.setMeta("shopId", 60_000_000_000 + Math.abs(hash(domain)));
    }
  }

  /** A fact kept as JSON under a key; other processes may change it, so what `meta` remembers is what this one wrote or read. */
  meta(key: string): unknown {
    if (this.known.has(key)) return this.known.get(key);
    const row = this.get<{ value: string }>("SELECT value FROM meta WHERE key = ?", key);
    if (!row) return undefined;
    const value: unknown = JSON.parse(row.value);
    this.known.set(key, value);
    return value;
  }

  setMeta(key: string, value: unknown): void {
    this.run(
      "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
      key,
      JSON.stringify(value),
    );
    this.known.set(key, value);
  }

  /** Forgets what `meta` remembers: to be called after rows were written past this object (a loader's own SQL). */
  reread(): void {
    this.known.clear();
    this.reserved = this.reservedUntil = 0;
  }

  get name(): string {
    return this.textFact("name");
  }
  get currency(): string {
    return this.textFact("currency");
  }
  get timezone(): string {
    return this.textFact("timezone");
  }
  get locale(): string {
    return this.textFact("locale");
  }
  get country(): string {
    return this.textFact("country");
  }
  get plan(): string {
    return this.textFact("plan");
  }
  get taxesIncluded(): boolean {
    const value = this.meta("taxesIncluded");
    return typeof value === "boolean" ? value : defaults.taxesIncluded;
  }
  /** The shop's own numeric id, as in gid://shopify/Shop/N. */
  get shopId(): number {
    return Number(this.meta("shopId"));
  }

  /** A number never given before in this shop. Reserved in hundreds, so that it costs a write only now and then. */
  nextId(): number {
    if (this.reserved >= this.reservedUntil) {
      // A reservation may have been rolled back with its transaction; what this process gave out stays given.
      const row = this.get<{ value: string }>(
        `INSERT INTO meta (key, value) VALUES ('nextId', CAST(MAX(1000, @given) + 100 AS TEXT))
         ON CONFLICT (key) DO UPDATE SET value = CAST(MAX(CAST(value AS INTEGER), @given) + 100 AS TEXT) RETURNING value`,
        { given: this.reservedUntil },
      );
      this.reservedUntil = Number(row?.value);
      this.reserved = this.reservedUntil - 100;
    }
    return this.reserved++;
  }

  /** Epoch milliseconds; `clockOffset` in meta moves a shop's clock for tests. */
  now(): number {
    const offset = this.meta("clockOffset");
    return Date.now() + (typeof offset === "number" ? offset : 0);
  }

  /** All rows of a statement. Positional parameters, or one object for named ones. */
  all<T = Row>(sql: string, ...values: (Value | Record<string, Value>)[]): T[] {
    return this.prepare<T>(sql).all(...values);
  }
  get<T = Row>(sql: string, ...values: (Value | Record<string, Value>)[]): Found<T> {
    return this.prepare<T>(sql).get(...values);
  }
  run(
    sql: string,
    ...values: (Value | Record<string, Value>)[]
  ): { changes: number; lastInsertRowid: number | bigint } {
    return this.prepare(sql).run(...values);
  }
  /** All or nothing; may be nested. */
  transaction<T>(work: () => T): T {
    return this.db.transaction(work).immediate();
  }

  prepare<T = Row>(sql: string): Database.Statement<unknown[], T> {
    let statement = this.statements.get(sql);
    if (!statement) {
      if (this.statements.size > 500) this.statements.clear();
      statement = this.db.prepare(sql);
      this.statements.set(sql, statement);
    }
    // What a statement answers is known by whoever wrote it.
    return statement as Database.Statement<unknown[], T>;
  }

  private textFact(key: Exclude<keyof ShopFacts, "taxesIncluded">): string {
    const value = this.meta(key);
    return typeof value === "string" ? value : defaults[key];
  }
}

/** Every shop of the process, by domain; and the app that is installed in them. */
export class Shops {
  readonly app: AppConfig;
  readonly directory: string;
  /** Where this process answers, e.g. http://localhost:4010; known once it listens. */
  origin = "";
  private readonly stores = new Map<string, Store>();

  constructor(directory: string, app: AppConfig) {
    mkdirSync(directory, { recursive: true });
    this.directory = directory;
    this.app = app;
    for (const file of readdirSync(directory)) {
      if (file.endsWith(".myshopify.com.db")) this.open(file.slice(0, -".db".length));
    }
  }

  /** Opens the shop, making its file if there is none. @throws if the domain is not a myshopify.com one */
  open(domain: string): Store {
    if (!domainPattern.test(domain))
      throw new Error(`Not a shop's domain: ${domain} (expected like demo.myshopify.com)`);
    const open = this.stores.get(domain);
    if (open) return open;
    const store = new Store(this, this.directory, domain);
    installDefinitions(store, this.app);
    this.stores.set(domain, store);
    return store;
  }

  byDomain(domain: string): Store | undefined {
    return this.stores.get(domain);
  }

  /** By the short name in `admin.shopify.com/store/{name}` and `/s/{name}`. */
  byName(name: string): Store | undefined {
    return this.stores.get(`${name}.myshopify.com`);
  }

  all(): Store[] {
    return [...this.stores.values()];
  }

  close(): void {
    for (const store of this.stores.values()) store.db.close();
    this.stores.clear();
  }
}

function schemaText(): string {
  const folder = fileURLToPath(new URL(".", import.meta.url));
  return readdirSync(folder)
    .filter((file) => file.endsWith(".sql"))
    .sort()
    .map((file) => readFileSync(join(folder, file), "utf8"))
    .join("\n");
}

function hash(text: string): number {
  let value = 0;
  for (const character of text) value = (Math.imul(value, 31) + character.charCodeAt(0)) | 0;
  return value;
}
