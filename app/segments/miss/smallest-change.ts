import type { CustomerValues } from "#app/segments/query/customer-values.ts";
import type { AttributeValue, Typed } from "#app/segments/query/filters/value-type.ts";
import { printClause } from "#app/segments/query/print-query.ts";
import type { Query } from "#app/segments/query/query.ts";
import type { Clock } from "#app/segments/query/spans.ts";
import { choicesOf, type Choice } from "./choices.ts";
import { effortOf, IMPOSSIBLE } from "./effort.ts";

/** One thing that would have to be different of a customer. */
export type Change =
  | { kind: "value"; attribute: string; typed: Typed; from: AttributeValue; to: AttributeValue }
  /** A clause on events would have to be true, or not to be. */
  | { kind: "events"; text: string; shouldHold: boolean };

export interface Changes {
  changes: readonly Change[];
  effort: number;
  isPossible: boolean;
}

/** More at once no one would call near. */
const MOST_CHANGES = 3;
const MOST_TRIES = 20_000;

/**
 * The smallest change of a customer's values that makes a query true: the fewest things, and of those the least effort.
 * Searched over all values that could make a difference, so that there is none smaller; null if it takes more than
 * three things, or the customer is in already.
 */
export function smallestChange(
  query: Query,
  customer: CustomerValues,
  clock: Clock,
): Changes | null {
  const choices = choicesOf(query, customer, clock);
  const options = choices.map((choice) => optionsOf(choice, clock));
  const chosen = choices.map(() => 0);
  const texts = new Map<string, (chosen: readonly number[]) => boolean>();
  choices.forEach(({ truths }, place) => {
    for (const [text, truth] of truths) texts.set(text, (now) => truth[now[place] ?? 0] ?? false);
  });
  const holds = holdsIf(query, texts);
  if (holds(chosen)) return null;

  let tries = 0;
  const found: { chosen: number[]; effort: number }[] = [];
  const search = (from: number, left: number, effort: number) => {
    if (tries > MOST_TRIES || effort >= (found.at(-1)?.effort ?? Infinity)) return;
    if (left === 0) {
      tries++;
      if (holds(chosen)) found.push({ chosen: [...chosen], effort });
      return;
    }
    for (let place = from; place <= choices.length - left; place++) {
      for (const option of options[place] ?? []) {
        chosen[place] = option.index;
        search(place + 1, left - 1, effort + option.effort);
      }
      chosen[place] = 0;
    }
  };
  for (let changes = 1; changes <= Math.min(MOST_CHANGES, choices.length); changes++) {
    search(0, changes, 0);
    const best = found.at(-1); // each is better than the one before
    if (best) return made(choices, best);
  }
  return null;
}

/** Other values than the customer's own, the nearest first. */
const optionsOf = (choice: Choice, clock: Clock) =>
  choice.values
    .map((value, index) => ({ index, effort: effortOf(choice, choice.values[0], value, clock) }))
    .slice(1)
    .sort((a, b) => a.effort - b.effort);

type Holds = (chosen: readonly number[]) => boolean;

function holdsIf(query: Query, texts: ReadonlyMap<string, Holds>): Holds {
  switch (query.kind) {
    case "and": {
      const parts = query.parts.map((part) => holdsIf(part, texts));
      return (chosen) => parts.every((holds) => holds(chosen));
    }
    case "or": {
      const parts = query.parts.map((part) => holdsIf(part, texts));
      return (chosen) => parts.some((holds) => holds(chosen));
    }
    case "not": {
      const part = holdsIf(query.part, texts);
      return (chosen) => !part(chosen);
    }
    case "compare":
    case "between":
    case "contains":
    case "null":
    case "events":
      return texts.get(printClause(query)) ?? (() => false);
  }
}

function made(
  choices: readonly Choice[],
  { chosen, effort }: { chosen: readonly number[]; effort: number },
): Changes {
  const changes = choices.flatMap(({ name, typed, values }, place): Change[] => {
    const index = chosen[place] ?? 0;
    if (index === 0) return [];
    const [from, to] = [values[0] ?? null, values[index] ?? null];
    if (typed === null) return [{ kind: "events", text: name, shouldHold: to === true }];
    if (typeof from === "boolean" || typeof to === "boolean") return [];
    return [{ kind: "value", attribute: name, typed, from, to }];
  });
  return { changes, effort, isPossible: effort < IMPOSSIBLE };
}
