import type { SyntaxNode } from "@lezer/common";
import { METAFIELD, type Subject } from "./attributes.ts";
import { isEventSource, isParameterOf, parametersOf, type EventSource } from "./event-sources.ts";
import { nearest } from "./nearest.ts";
import { Refusal } from "./query-error.ts";
import type { Clause, Comparison, Parameter, Value } from "./query.ts";
import { childrenOf, readComparison, readOnlyValue, valuesIn } from "./read-comparison.ts";
import { readValue } from "./read-value.ts";

/** As many ids as Shopify takes in one list. */
const MAX_LIST = 500;

/** A parameter as it is read, whether we evaluate it or not. */
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
export function readFunction(node: SyntaxNode, text: string, name: string): Clause {
  const isNegated = isComplement(node, text, name);
  const parameters = readParameters(node, text, name);
  const at = { from: node.from, to: node.to };
  if (!isEventSource(name)) {
    throw new Refusal(node.getChild("Name") ?? node, "not-supported", notSupported(name));
  }
  return { kind: "events", source: name, isNegated, parameters: parameters.map(held(name)), at };
}

const notSupported = (name: string) => `\`${name}\` is not supported yet`;

const held =
  (source: EventSource) =>
  ({ node, read }: { node: SyntaxNode; read: Read }): Parameter => {
    const { name } = read;
    if (!isParameterOf(source, name)) {
      throw new Refusal(node.getChild("Name") ?? node, "not-supported", notSupported(name));
    }
    return { ...read, name, at: { from: node.from, to: node.to } };
  };

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
function readParameters(node: SyntaxNode, text: string, name: string) {
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
      ? readOldParameter(child, text, name)
      : readParameter(child, text, subjectOf(child, text, name));
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

function subjectOf(node: SyntaxNode, text: string, functionName: string, given?: string): Subject {
  const at = node.getChild("Name") ?? node;
  const name = given ?? text.slice(at.from, at.to);
  const parameters = parametersOf(functionName);
  const type = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  if (type) return { name, type };
  const suggestion = nearest(name.toLowerCase().slice(0, 60), Object.keys(parameters));
  const question = suggestion ? `; did you mean \`${suggestion}\`?` : "";
  const message = `\`${name}\` is not a parameter of \`${functionName}\`${question}`;
  throw new Refusal(at, "unknown-name", message, suggestion);
}

function readParameter(node: SyntaxNode, text: string, subject: Subject): Read {
  const { name } = subject;
  if (node.getChild("IN")) {
    return { ...readList(node, text, subject), isNegated: node.getChild("NOT") !== null, name };
  }
  if (node.getChild("(") === null) return { ...readComparison(node, text, subject), name };
  if (subject.type === "any") return { ...readList(node, text, subject), name };
  throw new Refusal(node, "type", `\`${name}\` is compared with one value; a list is for IN`);
}

function readList(node: SyntaxNode, text: string, subject: Subject): List {
  if (subject.type !== "id" && subject.type !== "any") {
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

/** Spellings that only the deprecated calls have. */
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

function readOldParameter(node: SyntaxNode, text: string, functionName: string): Read {
  const at = node.getChild("Name") ?? node;
  const written = text.slice(at.from, at.to);
  const old = Object.hasOwn(OLD_NAMES, written) ? OLD_NAMES[written] : undefined;
  const subject = subjectOf(node, text, functionName, old?.name);
  const { name } = subject;
  if (node.getChild("(")) return { ...readList(node, text, subject), name };
  const value = readOnlyValue(node, text, subject);
  return { kind: "compare", operator: old?.operator ?? "=", value, name };
}

/**
 * The anniversary of a date metafield: checked, and refused as not supported.
 * @throws Refusal always
 */
export function refuseAnniversary(node: SyntaxNode, text: string): never {
  const refuse = (message: string) => new Refusal(node, "type", message);
  if (node.name !== "Matches" && node.name !== "Call") {
    throw refuse("`anniversary` is a function of a date metafield");
  }
  const children = childrenOf(node);
  const close = children.findIndex((child) => child.name === ")");
  const inside = children.slice(children.findIndex((child) => child.name === "(") + 1, close);
  const [only] = inside;
  const metafield = only?.name === "OldParameter" ? valuesIn(only)[0] : only;
  const written = metafield ? text.slice(metafield.from + 1, metafield.to - 1) : "";
  if (inside.length !== 1 || metafield?.name !== "String" || !METAFIELD.test(written)) {
    throw refuse("`anniversary` takes the name of a date metafield in single quotes");
  }
  const values = valuesIn(node).filter(({ from }) => from > (children[close]?.from ?? 0));
  for (const value of values) readValue(value, text, { name: "anniversary", type: "date" });
  if (values.length === 0 && !node.getChild("IS"))
    throw refuse("`anniversary` is compared with a date");
  throw new Refusal(node.getChild("Name") ?? node, "not-supported", notSupported("anniversary"));
}
