import type { Discount } from "../../../checkout/discount.ts";
import type { Store } from "../../../store/open-store.ts";
import { partsOf } from "../../ids.ts";
import { exponentOf } from "../../money.ts";
import type { DiscountInput } from "./input.ts";

export interface DiscountUserError {
  readonly field: readonly string[] | null;
  readonly message: string;
  readonly code: string | null;
  readonly extraInfo: null;
}

/** What an id in an input may name, and how Shopify words it. */
export interface Thing {
  readonly type: string;
  readonly table: string;
  readonly words: string;
}

/** One reading of an input: what the discount was, what is asked, and the faults found so far, in Shopify's order. */
export class Reading {
  readonly faults: DiscountUserError[] = [];
  readonly store: Store;
  readonly before: Discount;
  readonly input: DiscountInput;
  /** The mutation's argument, under which every fault's field stands. */
  readonly root: string;

  constructor(store: Store, before: Discount, input: DiscountInput, root: string) {
    this.store = store;
    this.before = before;
    this.input = input;
    this.root = root;
  }

  refuse(field: readonly string[], message: string, code: string): void {
    this.faults.push({ field: [this.root, ...field], message, code, extraInfo: null });
  }

  minor(amount: string | number): number {
    return Math.round(Number(amount) * 10 ** exponentOf(this.store.currency));
  }

  /** The known ids, less those taken away, with those added that exist. */
  ids(
    known: readonly number[],
    add: readonly string[] | null | undefined,
    remove: readonly string[] | null | undefined,
    thing: Thing,
    field: readonly string[],
  ): number[] {
    const ids = new Set(known);
    for (const id of remove ?? []) ids.delete(partsOf(id)?.id ?? -1);
    for (const id of add ?? []) {
      const parts = partsOf(id);
      const exists =
        parts?.type === thing.type &&
        this.store.get(`SELECT 1 FROM ${thing.table} WHERE id = ?`, parts.id) !== undefined;
      const name = id.slice(id.lastIndexOf("/") + 1);
      if (exists) ids.add(parts.id);
      else this.refuse(field, `${thing.words} with id: ${name} is invalid`, "INVALID");
    }
    return [...ids];
  }
}
