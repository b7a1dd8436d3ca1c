import type { Baskets } from "../recommendations/baskets/baskets.ts";
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

/**
 * A file of baskets: a row an item of a basket, in any order; a row that comes twice counts once.
 * @throws BadInput with file and line
 */
export async function readBaskets(file: string): Promise<BasketFile> {
  const users = numbering();
  const items = numbering();
  const lines: BasketLine[] = [];
  const splits: string[] = [];
  const sizes: number[] = [];
  let kind: BasketFile["kind"] | null = null;
  let columns: Columns | null = null;
  for await (const row of readCsv(file)) {
    if (!columns) {
      columns = columnsOf(file, row.record);
      continue;
    }
    const at = fieldsOf(file, columns, row);
    const split = at.text("split");
    const rowKind = ["history", "future"].includes(split)
      ? "future"
      : ["train", "validate", "test"].includes(split)
        ? "test"
        : null;
    if (!rowKind) throw at.wrong("split", "it is history or future, or train, validate or test");
    kind ??= rowKind;
    if (kind !== rowKind)
      throw at.wrong("split", "a file is either of history and future, or of train, validate and test"); // prettier-ignore
    const user = users.of(at.filled("user_id"));
    const basket = at.whole("basket_index");
    lines.push([user, basket, items.of(at.filled("item_id")), split === "future" ? 1 : 0]);
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
  const { baskets, last } = compact(file, lines, users, items);
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

type BasketLine = readonly [user: number, basket: number, item: number, future: 0 | 1];

function compact(file: string, lines: BasketLine[], users: Numbering, items: Numbering) {
  lines.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  const basketStart = new Int32Array(users.numbers.size + 1);
  const lineStart: number[] = [];
  const item: number[] = [];
  const last: { basket: number; future: boolean }[] = [];
  let before: BasketLine | null = null;
  for (const line of lines) {
    const [user, basket, one, future] = line;
    const isSameBasket = before?.[0] === user && before[1] === basket;
    if (before?.[0] === user && (before[3] > future || (before[3] === 1 && !isSameBasket)))
      throw new BadInput(`${file}: user ${users.name(user)}, basket_index ${basket}: the one future basket is to be the user's last`); // prettier-ignore
    if (isSameBasket && before?.[3] !== future)
      throw new BadInput(`${file}: user ${users.name(user)}, basket_index ${basket} is both history and future`); // prettier-ignore
    if (!isSameBasket) lineStart.push(item.length);
    if (!isSameBasket || before?.[2] !== one) item.push(one);
    basketStart[user + 1] = lineStart.length;
    last[user] = { basket, future: future === 1 };
    before = line;
  }
  lineStart.push(item.length);
  const baskets: Baskets = {
    users: users.numbers.size,
    items: items.numbers.size,
    basketStart,
    lineStart: Int32Array.from(lineStart),
    item: Int32Array.from(item),
  };
  return { baskets, last };
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

function fieldsOf(file: string, columns: Columns, { record, line }: CsvRecord) {
  const text = (name: string) => record[columns.get(name) ?? -1] ?? "";
  const wrong = (name: string, need: string) =>
    new BadInput(`${file}:${line}: ${name} is ${JSON.stringify(text(name))}; ${need}`);
  return {
    text,
    wrong,
    filled: (name: string) => {
      if (text(name).trim() === "") throw wrong(name, "every row needs one");
      return text(name);
    },
    whole: (name: string) => {
      if (!/^\d{1,9}$/.test(text(name))) throw wrong(name, "it is a whole number");
      return Number(text(name));
    },
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
