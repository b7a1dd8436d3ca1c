import {
  startCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";
import type { Sign } from "../builder/builder.ts";
import { literalOf, textOf } from "../rows/row-values.ts";
import type { Catalogue, Comparable, Filter } from "../filter-catalogue.ts";
import { valueLabel } from "../plain-words.ts";
import { suggestsFor, type Suggest } from "../suggestion.ts";
import { expectationAt } from "./expectation.ts";

/** Completes what the grammar takes at the cursor: filters, signs, parameters, values of the shop's own. */
export const completeQuery =
  (suggest: Suggest, { filters, find }: Catalogue) =>
  async ({ state, pos, explicit }: CompletionContext): Promise<CompletionResult | null> => {
    const text = state.doc.toString();
    const expectation = expectationAt(text, pos, find);
    const { from } = expectation;
    const typed = text.slice(from, pos);
    const result = (options: readonly Completion[]): CompletionResult | null =>
      options.length > 0 ? { from, options } : null;
    switch (expectation.kind) {
      case "nothing":
        return null;
      case "condition":
        return result([...filters.map(filterOption), NOT_OPTION]);
      case "sign":
        if (expectation.isEvents) return result(EVENTS_OPTIONS);
        return result(expectation.of.signs.map(signOption));
      case "parameter":
        return result(
          expectation.filter.parameters
            .filter(({ name }) => !expectation.used.includes(name))
            .map((one) => ({ label: one.name, detail: one.label, apply: then(`${one.name} `), type: "property" })),
        ); // prettier-ignore
      case "anniversary": {
        const dates = filters.filter(({ type }) => type === "month-day");
        return result(dates.map((one) => anniversaryOption(one, expectation.isInside)));
      }
      case "between-and":
        return result([{ label: "AND", apply: then("AND "), type: "keyword" }]);
      case "connector":
        if (!explicit && typed === "" && !/\s$/.test(text.slice(0, pos))) return null;
        return result(CONNECTORS);
      case "value":
      case "list": {
        const { filter, of } = expectation;
        const source = suggestsFor(filter, of);
        if (source) {
          const found = await suggest({ source, search: textOf(`${typed}'`).replace(/'$/, "") });
          return {
            from,
            filter: false,
            options: found.map((one) => ({
              label: one.label,
              apply: one.literal,
              ...(one.detail ? { detail: one.detail } : {}),
              type: "constant",
            })),
          };
        }
        return result(valueOptions(of));
      }
    }
  };

/** Inserts text, and asks what comes next. `back` is how far the cursor stands before its end. */
const then =
  (insert: string, back = 0) =>
  (view: EditorView, _completion: Completion, from: number, to: number) => {
    view.dispatch({
      changes: { from, to, insert },
      selection: { anchor: from + insert.length - back },
      userEvent: "input.complete",
    });
    startCompletion(view);
  };

const filterOption = ({ name, label, kind }: Filter): Completion => ({
  label: name,
  detail: label,
  apply: kind === "events" ? then(`${name} MATCHES ()`, 1) : then(`${name} `),
  type: kind === "events" ? "function" : "variable",
});

/** What is left to write of it: from `MATCHES` on, or from the name in quotes. */
function anniversaryOption({ name, label }: Filter, isInside: boolean): Completion {
  const rest = isInside ? name.slice(name.indexOf("'")) : name.slice(name.indexOf("MATCHES"));
  return { label: rest, detail: label, apply: then(`${rest} `), type: "function" };
}

const NOT_OPTION: Completion = { label: "NOT", apply: then("NOT "), type: "keyword", boost: -50 };

const EVENTS_OPTIONS: readonly Completion[] = [
  { label: "MATCHES", apply: then("MATCHES ()", 1), type: "keyword" },
  { label: "NOT MATCHES", apply: then("NOT MATCHES ()", 1), type: "keyword" },
];

const CONNECTORS: readonly Completion[] = ["AND", "OR"].map((label) => ({
  ...{ label, apply: then(`${label} `), type: "keyword" },
}));

function signOption(sign: Sign): Completion {
  const isNull = sign === "IS NULL" || sign === "IS NOT NULL";
  if (sign === "IN" || sign === "NOT IN") {
    return { label: sign, apply: then(`${sign} ()`, 1), type: "keyword" };
  }
  return { label: sign, apply: isNull ? `${sign} ` : then(`${sign} `), type: "keyword" };
}

function valueOptions(of: Comparable): readonly Completion[] {
  if (of.type === "enum") {
    return of.values.map((value) => ({
      ...{ label: literalOf(value), detail: valueLabel(value), type: "enum" },
    }));
  }
  if (of.type === "boolean") return [{ label: "true" }, { label: "false" }];
  if (of.type === "month-day") return [...DATES.slice(0, 1), ...AHEAD];
  return of.type === "date" || of.type === "day" ? DATES : [];
}

const AHEAD: readonly Completion[] = [
  { label: "+7d", detail: "7 days from now" },
  { label: "+30d", detail: "30 days from now" },
].map((one) => ({ ...one, type: "constant" }));

const DATES: readonly Completion[] = [
  { label: "today", detail: "The day it is in the shop" },
  { label: "yesterday", detail: "The day before" },
  { label: "-7d", detail: "7 days ago" },
  { label: "-30d", detail: "30 days ago" },
  { label: "-90d", detail: "90 days ago" },
  { label: "-12m", detail: "12 months ago" },
].map((one) => ({ ...one, type: "constant" }));
