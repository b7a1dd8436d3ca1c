/** Shopify's documented limits that a block can run into, and how near one page came to them. */
const METAOBJECT_HANDLES_A_PAGE = 20;
export const ITERATIONS_A_LOOP = 50;

/** Counts of one page. Beyond a limit Shopify gives nothing, and so do we. */
export class PageLimits {
  readonly #handles = new Set<string>();
  #longestLoop = 0;
  #turns = 0;

  /** Whether this metaobject may still be read on this page. Reading one again costs nothing. */
  admit(type: string, handle: string): boolean {
    const asked = `${type}/${handle}`;
    const before = [...this.#handles].indexOf(asked);
    this.#handles.add(asked);
    return (before === -1 ? this.#handles.size : before + 1) <= METAOBJECT_HANDLES_A_PAGE;
  }

  looped(items: number): void {
    this.#longestLoop = Math.max(this.#longestLoop, items);
    this.#turns += Math.min(items, ITERATIONS_A_LOOP);
  }

  get metaobjectHandles(): number {
    return this.#handles.size;
  }

  /** Items of the longest collection that a loop was given; past 50 the rest was not seen. */
  get longestLoop(): number {
    return this.#longestLoop;
  }

  /** Turns of all loops of the page at most: what ends early was asked for too. */
  get loopTurns(): number {
    return this.#turns;
  }

  /** For a response header. */
  toString(): string {
    return `metaobject-handles=${this.metaobjectHandles}/${METAOBJECT_HANDLES_A_PAGE}; longest-loop=${this.longestLoop}/${ITERATIONS_A_LOOP}; loop-turns=${this.loopTurns}`;
  }
}
