import {
  evalToken,
  ForTag,
  Hash,
  Tag,
  TagToken,
  type Context,
  type Emitter,
  type Liquid,
  type Parser,
  type Template,
  type TopLevelToken,
} from "liquidjs";
import { ITERATIONS_A_LOOP } from "../page-limits.ts";
import { pageOf } from "./page-of.ts";

/** A tag whose content is for Shopify or for readers, not for the page: `{% schema %}…{% endschema %}`. */
export class Skipped extends Tag {
  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
    super(token, remaining, liquid);
    for (let next = remaining.shift(); next; next = remaining.shift()) {
      if (next instanceof TagToken && next.name === `end${token.name}`) return;
    }
    throw new Error(`${token.name} is not closed`);
  }

  override render(): string {
    return "";
  }
}

/** A `limit` that never passes Shopify's. */
class BoundedHash extends Hash {
  constructor(given: Hash) {
    super("");
    this.hash = given.hash;
  }

  override *render(context: Context): Generator<unknown, Record<string, unknown>, unknown> {
    const hash: Record<string, unknown> = yield* super.render(context);
    const limit = typeof hash.limit === "number" ? hash.limit : ITERATIONS_A_LOOP;
    return { ...hash, limit: Math.min(limit, ITERATIONS_A_LOOP) };
  }
}

/** `for`, which Shopify ends after fifty turns. */
export class BoundedFor extends ForTag {
  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid, parser: Parser) {
    super(token, remaining, liquid, parser);
    this.hash = new BoundedHash(this.hash);
  }

  override *render(context: Context, emitter: Emitter): Generator<unknown, void, Template[]> {
    const items: unknown = yield evalToken(this.collection, context);
    if (Array.isArray(items)) pageOf(context).limits.looped(items.length);
    yield* super.render(context, emitter);
  }
}
