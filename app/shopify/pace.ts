/** Shopify's account of the cost of an operation, in `extensions.cost`. */
export interface Cost {
  requestedQueryCost: number;
  actualQueryCost: number | null;
  throttleStatus: { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };
}

/** What an operation is taken to cost before Shopify has said so once. */
const FIRST_GUESS = 50;

/**
 * How fast one shop may be asked: a bucket of points that refills, as Shopify last described it. Each operation takes
 * what Shopify last asked for it. Only this process knows of it; another one makes itself felt by THROTTLED answers.
 */
export class Pace {
  #available = Infinity;
  #maximum = Infinity;
  #restoreRate = 50;
  #asOf = 0;
  readonly #costs = new Map<string, number>();

  /** Takes the points of an operation and says how long to wait before sending it. */
  reserve(name: string, now: number): number {
    const cost = Math.min(this.#costs.get(name) ?? FIRST_GUESS, this.#maximum);
    this.#refill(now);
    this.#available -= cost;
    return this.#available >= 0 ? 0 : (-this.#available / this.#restoreRate) * 1000;
  }

  learn(name: string, { requestedQueryCost, throttleStatus }: Cost, now: number): void {
    this.#costs.set(name, requestedQueryCost);
    this.#maximum = throttleStatus.maximumAvailable;
    this.#restoreRate = throttleStatus.restoreRate;
    this.#available = throttleStatus.currentlyAvailable;
    this.#asOf = now;
  }

  #refill(now: number) {
    const restored = (Math.max(0, now - this.#asOf) / 1000) * this.#restoreRate;
    this.#available = Math.min(this.#maximum, this.#available + restored);
    this.#asOf = now;
  }
}
