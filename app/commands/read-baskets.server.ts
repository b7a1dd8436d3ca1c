import { type Baskets, basketsOf } from "../recommendations/baskets/baskets.ts";
import {
  type Numbered,
  MOST_ITEMS,
  basketCollector,
} from "../recommendations/baskets/collect-baskets.ts";
import { type CsvRecord, readCsv } from "./read-csv.server.ts";
import { BadInput } from "./bad-input.ts";

export const BASKET_COLUMNS_TEXT =
  "user_id, basket_index, item_id and split: history or future, or train, validate or test with n_baskets";

export interface BasketFile {
  baskets: Baskets;
  userNumber: ReadonlyMap<string, number>;
  /** Users whose last basket is `future`, or who are `test`. */
  targets: number[];
  kind: "future" | "test";
}

const KINDS: Readonly<Partial<Record<string, BasketFile["kind"]>>> = {
  ...({ history: "future", future: "future" } as const),
  ...({ train: "test", validate: "test", test: "test" } as const),
};

/**
 * A file of baskets: a row an item of a basket, in any order; a row that comes twice counts once.
 * @throws BadInput with file and line
 */
export async function readBaskets(file: string): Promise<BasketFile> {
  const users = numbering();
  const items = numbering();
  const lines = basketCollector();
  const splits: string[] = [];
  const sizes: number[] = [];
  let kind: BasketFile["kind"] | null = null;
  let fields: ReturnType<typeof fieldsOf> | null = null;
  for await (const row of readCsv(file)) {
    if (!fields) {
      fields = fieldsOf(file, columnsOf(file, row.record));
      continue;
    }
    const at = fields(row);
    const split = at.text("split");
    const rowKind = KINDS[split];
    if (!rowKind) throw at.wrong("split", "it is history or future, or train, validate or test");
    kind ??= rowKind;
    if (kind !== rowKind)
      throw at.wrong("split", "a file is either of history and future, or of train, validate and test"); // prettier-ignore
    const user = users.of(at.filled("user_id"));
    const basket = at.whole("basket_index");
    lines.add(user, numbered(basket, split === "future"), items.of(at.filled("item_id")));
    if (kind === "test") {
      const size = at.whole("n_baskets");
      if (sizes[user] !== undefined && sizes[user] !== size)
        throw at.wrong("n_baskets", `it was ${sizes[user]} for the same user before`);
      if (splits[user] !== undefined && splits[user] !== split)
        throw at.wrong("split", `it was ${splits[user] ?? ""} for the same user before`);
      if (basket > size) throw at.wrong("basket_index", `the user has n_baskets ${size}`);
      sizes[user] = size;
      splits[user] = split;
    }
  }
  if (!kind) throw new BadInput(`${file}: no rows; a header and rows of ${BASKET_COLUMNS_TEXT} are needed`); // prettier-ignore
  if (items.numbers.size > MOST_ITEMS) throw new BadInput(`${file}: more than ${MOST_ITEMS} different items`); // prettier-ignore
  const collected = lines.finish(users.numbers.size, items.numbers.size);
  const { baskets } = collected;
  const last = lastBaskets(file, collected, users);
  const targets = last.flatMap(({ basket, future }, user) => {
    if (kind === "future") return future ? [user] : [];
    if (basket !== sizes[user])
      throw new BadInput(`${file}: user ${users.name(user)} has n_baskets ${sizes[user] ?? 0}, but no basket of that index`); // prettier-ignore
    return splits[user] === "test" ? [user] : [];
  });
  if (targets.length === 0)
    throw new BadInput(`${file}: nothing to foretell; no row's split is ${kind}`);
  return { baskets, userNumber: users.numbers, targets, kind };
}

/** A future basket's number in a collector has its lowest bit set. */
const numbered = (basket: number, isFuture: boolean) => 2 * basket + (isFuture ? 1 : 0);

/** The last basket of each user; refuses what is not at its place. */
function lastBaskets(file: string, { baskets, number }: Numbered, users: Numbering) {
  return Array.from({ length: baskets.users }, (_, user) => {
    const [first, end] = basketsOf(baskets, user);
    for (let at = first; at + 1 < end; at++) {
      const basket = (number[at] ?? 0) >> 1;
      const next = (number[at + 1] ?? 0) >> 1;
      const wrong = (said: string) =>
        new BadInput(`${file}: user ${users.name(user)}, basket_index ${next} ${said}`);
      if (basket === next) throw wrong("is both history and future");
      if (((number[at] ?? 0) & 1) === 1) throw wrong("comes after the future one, which is to be the user's last"); // prettier-ignore
    }
    const last = number[end - 1] ?? 0;
    return { basket: last >> 1, future: (last & 1) === 1 };
  });
}

type Numbering = ReturnType<typeof numbering>;

function numbering() {
  const numbers = new Map<string, number>();
  const names: string[] = [];
  return {
    numbers,
    name: (number: number) => names[number] ?? "",
    of: (name: string) => {
      let number = numbers.get(name);
      if (number === undefined) {
        number = names.push(name) - 1;
        numbers.set(name, number);
      }
      return number;
    },
  };
}

type Columns = ReadonlyMap<string, number>;

function columnsOf(file: string, header: readonly string[]): Columns {
  const columns = new Map(header.map((name, index) => [name, index]));
  const missing = ["user_id", "basket_index", "item_id", "split"].find(
    (name) => !columns.has(name),
  );
  if (missing !== undefined || columns.size < header.length)
    throw new BadInput(`${file}:1: ${missing === undefined ? "a column comes twice" : `no column ${missing}`} among ${header.join(", ")}; needed are ${BASKET_COLUMNS_TEXT}`); // prettier-ignore
  return columns;
}

/** Reads the fields of one row after the other: what it gives is of the row it was last called with. */
function fieldsOf(file: string, columns: Columns) {
  let current: CsvRecord = { record: [], line: 0 };
  const text = (name: string) => current.record[columns.get(name) ?? -1] ?? "";
  const wrong = (name: string, need: string) =>
    new BadInput(`${file}:${current.line}: ${name} is ${JSON.stringify(text(name))}; ${need}`);
  const fields = {
    text,
    wrong,
    filled: (name: string) => {
      const value = text(name);
      if (value.trim() === "") throw wrong(name, "every row needs one");
      return value;
    },
    whole: (name: string) => {
      const value = text(name);
      if (!/^\d{1,9}$/.test(value))
        throw wrong(name, "it is a whole number of nine digits at most");
      return Number(value);
    },
  };
  return (row: CsvRecord) => {
    current = row;
    return fields;
  };
}

/**
 * The test users of every fold of a file with the columns user_id, fold0, fold1 and so on.
 * @throws BadInput with file and line
 */
export async function readFolds(file: string, { userNumber, targets }: BasketFile) {
  const judged = new Set(targets);
  const folds: number[][] = [];
  let header: readonly string[] | null = null;
  const seen = new Set<number>();
  for await (const { record, line } of readCsv(file)) {
    if (!header) {
      header = record;
      const isRight = record.length > 1 && record.every((name, i) => name === (i === 0 ? "user_id" : `fold${i - 1}`)); // prettier-ignore
      if (!isRight) throw new BadInput(`${file}:1: the columns are ${record.join(", ")}; needed are user_id, fold0, fold1 and so on`); // prettier-ignore
      record.slice(1).forEach(() => folds.push([]));
      continue;
    }
    const user = userNumber.get(record[0] ?? "");
    const wrong = (said: string) =>
      new BadInput(`${file}:${line}: user ${record[0] ?? ""} ${said}`);
    if (user === undefined) throw wrong("has no baskets");
    if (seen.has(user)) throw wrong("comes twice");
    seen.add(user);
    record.slice(1).forEach((role, fold) => {
      if (!["train", "val", "validate", "test"].includes(role)) throw wrong(`is ${JSON.stringify(role)} in fold${fold}; it is train, val or test`); // prettier-ignore
      if (role !== "test") return;
      if (!judged.has(user)) throw wrong(`is test in fold${fold}, but has no basket to foretell`);
      folds[fold]?.push(user);
    });
  }
  const empty = folds.findIndex((fold) => fold.length === 0);
  if (folds.length === 0 || empty >= 0) throw new BadInput(`${file}: ${folds.length === 0 ? "no rows" : `fold${empty} has no test users`}`); // prettier-ignore
  return folds;
}
