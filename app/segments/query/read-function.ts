import type { SyntaxNode } from "@lezer/common";
import type { Subject } from "./attributes.ts";
import { sourceOf } from "./event-sources.ts";
import type { Known } from "./filters/metafields.ts";
import { nearest } from "./nearest.ts";
import { Refusal } from "./query-error.ts";
import type { Clause, Comparison, Parameter, Value } from "./query.ts";
import { childrenOf, readComparison, readOnlyValue, valuesIn } from "./read-comparison.ts";
import { readCoordinates, readValue } from "./read-value.ts";

/** As many ids as Shopify takes in one list. */
const MAX_LIST = 500;

/** The text of a query, the function that is read, and what the shop has. */
interface Reading {
  text: string;
  known: Known;
  name: string;
}

type Read = (Comparison | List) & { name: string };
interface List {
  kind: "in";
  isNegated: boolean;
  values: readonly Value[];
}

/**
 * A function filter in either spelling: `f MATCHES (p = 1)` or, deprecated, `f(p: 1) = true`. Asking whether it is
 * null asks for any event at all.
 * @throws Refusal
 */
export function readFunction(
  node: SyntaxNode,
  { text, known }: { text: string; known: Known },
  name: string,
): Clause {
  const isNegated = isComplement(node, text, name);
  const read = readParameters(node, { text, known, name });
  const parameters = read.map((one): Parameter => ({
    ...one.read,
    at: { from: one.node.from, to: one.node.to },
  }));
  refuseTogether(node, name, parameters);
  return {
    ...{ kind: "events", source: name, isNegated, parameters },
    at: { from: node.from, to: node.to },
  };
}

/** @throws Refusal if the parameters are right one by one, and not together. */
function refuseTogether(node: SyntaxNode, name: string, parameters: readonly Parameter[]): void {
  const source = sourceOf(name);
  const given = new Set(parameters.map((parameter) => parameter.name));
  const missing = Object.keys(source.parameters).find(
    (one) => source.parameters[one]?.isRequired && !given.has(one),
  );
  const isNullTest = node.name === "NullTest" || node.getChild("IS") !== null;
  if (missing !== undefined && !isNullTest) {
    throw new Refusal(node, "value", `\`${name}\` needs \`${missing}\``);
  }
  const fault = isNullTest ? null : source.faultOf?.(given);
  if (fault) throw new Refusal(node, "value", fault);
}

function isComplement(node: SyntaxNode, text: string, name: string): boolean {
  const refuse = (message: string) => new Refusal(node, "type", message, `${name} MATCHES ()`);
  const isNegated = node.getChild("NOT") !== null;
  const isCompared = node.getChild("CompareOp") !== null || node.getChild("BETWEEN") !== null;
  switch (node.name) {
    case "NullTest":
      return !isNegated;
    case "Matches":
      if (isCompared || node.getChild("IS")) throw refuse(`\`${name}\` MATCHES or does not`);
      return isNegated || node.getChild("NOT_MATCHES") !== null;
    case "Call": {
      if (node.getChild("IS")) {
        if (node.getChild("OldParameter")) throw refuse("a null test takes no parameters");
        return !isNegated;
      }
      const boolean = childrenOf(node).at(-1);
      if (!isCompared || boolean?.name !== "Boolean") {
        throw refuse(`\`${name}\` is compared with true or false`);
      }
      const sign = node.getChild("CompareOp");
      const operator = sign && text.slice(sign.from, sign.to);
      if (operator !== "=" && operator !== "!=") throw refuse(`\`${name}\` takes = and !=`);
      const isTrue = text.slice(boolean.from, boolean.to) === "true";
      return isTrue !== (operator === "=");
    }
    default:
      throw refuse(`\`${name}\` is a function: \`${name} MATCHES (…)\``);
  }
}

/** What stands in the parentheses; each parameter at most once. */
function readParameters(node: SyntaxNode, reading: Reading) {
  const { name } = reading;
  const isCall = node.name === "Call";
  const children = childrenOf(node);
  const open = children.findIndex((child) => child.name === "(");
  const close = children.findIndex((child) => child.name === ")");
  const read: { node: SyntaxNode; read: Read }[] = [];
  for (const child of open < 0 ? [] : children.slice(open + 1, close)) {
    if (child.name === ",") continue;
    const isOld = child.name === "OldParameter";
    if (!isOld && child.name !== "Parameter") {
      throw new Refusal(child, "syntax", `a parameter of \`${name}\` has a name and a value`);
    }
    if (isOld !== isCall) {
      const wanted = isCall ? "a colon" : "an operator, such as =";
      throw new Refusal(child, "syntax", `after a parameter's name stands ${wanted}`);
    }
    const parameter = isOld
      ? readOldParameter(child, reading)
      : readParameter(child, reading.text, subjectOf(child, reading));
    const before = read.find((one) => one.read.name === parameter.name);
    const range = before && isOld ? rangeFrom(before.read, parameter) : null;
    if (before && range) {
      before.read = range;
      continue;
    }
    if (before) {
      const twice = `\`${parameter.name}\` stands here twice: a range is written BETWEEN … AND …`;
      throw new Refusal(child, "value", twice);
    }
    read.push({ node: child, read: parameter });
  }
  return read;
}

type ParameterSubject = Subject & { operators?: readonly string[] };

function subjectOf(
  node: SyntaxNode,
  { text, known, name: functionName }: Reading,
  given?: string,
): ParameterSubject {
  const at = node.getChild("Name") ?? node;
  const name = given ?? text.slice(at.from, at.to);
  const { parameters } = sourceOf(functionName);
  const spec = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  if (spec?.type === "segment") return { ...spec, name, values: known.segments };
  if (spec) return { ...spec, name };
  const suggestion = nearest(name.toLowerCase().slice(0, 60), Object.keys(parameters));
  const question = suggestion ? `; did you mean \`${suggestion}\`?` : "";
  const message = `\`${name}\` is not a parameter of \`${functionName}\`${question}`;
  throw new Refusal(at, "unknown-name", message, suggestion);
}

function readParameter(node: SyntaxNode, text: string, subject: ParameterSubject): Read {
  const { name } = subject;
  if (node.getChild("IN")) {
    return { ...readList(node, text, subject), isNegated: node.getChild("NOT") !== null, name };
  }
  const read = readOneParameter(node, text, subject);
  const written = read.kind === "compare" ? read.operator : "BETWEEN";
  if (subject.operators && !subject.operators.includes(written)) {
    const taken = subject.operators.join(" ");
    throw new Refusal(node, "type", `\`${name}\` takes ${taken}, not ${written}`);
  }
  return { ...read, name };
}

function readOneParameter(node: SyntaxNode, text: string, subject: Subject): Comparison {
  const { name, type } = subject;
  if (node.getChild("(") === null) return readComparison(node, text, subject);
  const sign = node.getChild("CompareOp");
  if (type === "coordinates" && sign && text.slice(sign.from, sign.to) === "=") {
    return { kind: "compare", operator: "=", value: coordinatesIn(node, text, subject) };
  }
  throw new Refusal(node, "type", `\`${name}\` is compared with one value; a list is for IN`);
}

const coordinatesIn = (node: SyntaxNode, text: string, subject: Subject): Value =>
  readCoordinates(
    node,
    valuesIn(node).map(({ from, to }) => text.slice(from, to)),
    subject,
  );

const LISTED: ReadonlySet<string> = new Set([
  ...["id", "ids", "category", "text", "enum", "segment"],
]);

function readList(node: SyntaxNode, text: string, subject: Subject): List {
  if (!LISTED.has(subject.type)) {
    throw new Refusal(node, "type", `\`${subject.name}\` takes one value, not a list`);
  }
  const values = valuesIn(node);
  const tooMany = values[MAX_LIST];
  if (tooMany) throw new Refusal(tooMany, "value", `a list has ${MAX_LIST} ids at most`);
  return {
    kind: "in",
    isNegated: false,
    values: values.map((value) => readValue(value, text, subject)),
  };
}

/** Spellings that only the deprecated calls have, of functions without a parameter of that name. */
const OLD_NAMES: Record<string, { name: string; operator: "=" | ">=" | "<=" }> = {
  since: { name: "date", operator: ">=" },
  until: { name: "date", operator: "<=" },
  count_at_least: { name: "count", operator: ">=" },
};

/** `since: a, until: b` is one range. */
function rangeFrom(since: Read, until: Read): Read | null {
  if (since.kind !== "compare" || until.kind !== "compare") return null;
  if (since.operator === "<=" && until.operator === ">=") return rangeFrom(until, since);
  if (since.operator !== ">=" || until.operator !== "<=") return null;
  return { kind: "between", low: since.value, high: until.value, name: since.name };
}

function readOldParameter(node: SyntaxNode, reading: Reading): Read {
  const { text } = reading;
  const at = node.getChild("Name") ?? node;
  const written = text.slice(at.from, at.to);
  const isItsOwn = Object.hasOwn(sourceOf(reading.name).parameters, written);
  const old = !isItsOwn && Object.hasOwn(OLD_NAMES, written) ? OLD_NAMES[written] : undefined;
  const subject = subjectOf(node, reading, old?.name);
  const { name } = subject;
  if (node.getChild("(") && subject.type === "coordinates") {
    const value = coordinatesIn(node, text, subject);
    return { kind: "compare", operator: "=", value, name };
  }
  if (node.getChild("(")) return { ...readList(node, text, subject), name };
  const value = readOnlyValue(node, text, subject);
  return { kind: "compare", operator: old?.operator ?? "=", value, name };
}
