import { setTimeout as sleep } from "node:timers/promises";
import { ClientError, GraphQLClient } from "graphql-request";
import { Fault } from "#app/platform/errors.ts";
import { ShopifyRefused, ShopifyUnauthorized, ShopifyUnavailable } from "./faults.ts";
import type { Operation } from "./operation.ts";
import { Pace, type Cost } from "./pace.ts";

export const API_VERSION = "2026-10";

/** Asks the Admin API of one shop: the only way out to Shopify. */
export interface Admin {
  readonly shopId: number;
  readonly domain: string;
  /**
   * Waits until the shop's bucket holds enough, and asks again when Shopify was throttled or away. A mutation that
   * may have been done is not sent twice.
   * @throws ShopifyUnavailable, ShopifyRefused, ShopifyUnauthorized
   */
  ask<Data, Variables extends object>(
    document: Operation<Data, Variables>,
    variables: NoInfer<Variables>,
  ): Promise<Data>;
}

export interface AdminAccess {
  shopId: number;
  domain: string;
  /** A token that is valid now; refreshed by who gives it. @throws ShopifyUnauthorized, ShopifyUnavailable */
  token: () => Promise<string>;
  fetch: typeof fetch;
  /** How a process keeps to the shop's limits: one for all its Admins of a shop. */
  pace?: Pace;
  /** The first pause after a failure, doubled each time; tests make it short. */
  pauseMs?: number;
}

const ATTEMPTS = 8;
const LONGEST_PAUSE_MS = 30_000;
const TIMEOUT_MS = 60_000;

export function openAdmin(access: AdminAccess): Admin {
  const { shopId, domain, token, pace = new Pace(), pauseMs = 500 } = access;
  const client = new GraphQLClient(`https://${domain}/admin/api/${API_VERSION}/graphql.json`, {
    fetch: access.fetch,
  });

  async function ask<Data, Variables extends object>(
    document: Operation<Data, Variables>,
    variables: NoInfer<Variables>,
  ): Promise<Data> {
    const name = nameOf(document);
    for (let attempt = 1; ; attempt++) {
      await sleep(pace.reserve(name, performance.now()));
      const answer = await send(document, variables);
      if (answer.cost) pace.learn(name, answer.cost, performance.now());
      if (answer.kind === "data") return answer.data as Data;

      const again = answer.kind === "not-done" || (answer.kind === "away" && !isMutation(document));
      if (!again || attempt === ATTEMPTS) throw faultOf(name, answer);
      const backoff = Math.min(pauseMs * 2 ** (attempt - 1), LONGEST_PAUSE_MS);
      await sleep(answer.waitMs ?? backoff * (0.5 + Math.random() / 2));
    }
  }

  async function send(query: string, variables: object): Promise<Answer> {
    const requestHeaders = { "X-Shopify-Access-Token": await token() };
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    try {
      const { data, extensions } = await client.rawRequest<unknown>({
        query,
        variables,
        requestHeaders,
        signal,
      });
      return { kind: "data", data, cost: costOf(extensions) };
    } catch (thrown) {
      if (thrown instanceof Fault) throw thrown;
      return thrown instanceof ClientError ? answerOf(thrown) : { kind: "away", said: "no answer" };
    }
  }

  return { shopId, domain, ask };
}

type Answer = { cost?: Cost | undefined; waitMs?: number | undefined } & (
  | { kind: "data"; data: unknown }
  /** Certainly not carried out: throttled. */
  | { kind: "not-done"; said: string }
  /** Nobody knows whether it was carried out. */
  | { kind: "away"; said: string }
  | { kind: "refused"; said: string }
  | { kind: "unauthorized"; said: string }
);

/** What Shopify meant. Only its own words are kept: the thrown error also holds the request, token and all. */
function answerOf({ response }: ClientError): Answer {
  const { status, headers, errors = [] } = response;
  const cost = costOf(response.extensions);
  if (status === 429) {
    const seconds = Number(headers instanceof Headers ? headers.get("Retry-After") : NaN);
    return {
      kind: "not-done",
      said: "too many requests",
      waitMs: seconds > 0 ? seconds * 1000 : undefined,
    };
  }
  if (status === 401 || status === 403) return { kind: "unauthorized", said: `HTTP ${status}` };
  if (status >= 500 || status === 402 || status === 423)
    return { kind: "away", said: `HTTP ${status}` };

  const said = errors.map(({ message }) => message).join("; ") || `HTTP ${status}`;
  const codes = errors.map(
    ({ extensions }) => (extensions as { code?: unknown } | undefined)?.code,
  );
  if (codes.includes("THROTTLED")) return { kind: "not-done", said, cost, waitMs: waitFor(cost) };
  if (codes.includes("INTERNAL_SERVER_ERROR")) return { kind: "away", said, cost };
  return { kind: "refused", said, cost };
}

/** Until the bucket holds what was asked for. */
const waitFor = (cost: Cost | undefined) =>
  cost &&
  Math.max(
    100,
    ((cost.requestedQueryCost - cost.throttleStatus.currentlyAvailable) /
      cost.throttleStatus.restoreRate) *
      1000,
  );

function faultOf(name: string, answer: Exclude<Answer, { kind: "data" }>): Fault {
  const message = `${name}: ${answer.said}`;
  if (answer.kind === "refused") return new ShopifyRefused(message);
  return answer.kind === "unauthorized"
    ? new ShopifyUnauthorized(message)
    : new ShopifyUnavailable(message);
}

const costOf = (extensions: unknown) => (extensions as { cost?: Cost } | undefined)?.cost;

const nameOf = (document: string) => /(?:query|mutation)\s+(\w+)/.exec(document)?.[1] ?? "unnamed";

const isMutation = (document: string) => /^\s*(#.*\n\s*)*mutation\b/.test(document);
