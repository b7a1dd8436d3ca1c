import type { Operations } from "./generated/operations.ts";

declare const dataOf: unique symbol;
declare const variablesOf: unique symbol;

/** A named GraphQL document, with the types of what it takes and gives. They exist only for the compiler. */
export type Operation<Data, Variables> = string & {
  readonly [dataOf]: (data: Data) => Data;
  readonly [variablesOf]: (variables: Variables) => void;
};

type Named<Text> = Text extends `${string}query ${infer Rest}`
  ? UpToBracket<Rest>
  : Text extends `${string}mutation ${infer Rest}`
    ? UpToBracket<Rest>
    : never;

type UpToBracket<Text> = Text extends `${infer Before}(${string}`
  ? Before extends `${infer Name} {${string}`
    ? Name
    : Before
  : Text extends `${infer Name} {${string}`
    ? Name
    : never;

type OperationNamed<Name> = Name extends keyof Operations
  ? Operation<Operations[Name]["data"], Operations[Name]["variables"]>
  : never;

/**
 * A document of a stage's `documents.ts`. Its types are looked up by its name among those generated from Shopify's
 * schema (`node scripts/generate-operations.ts`); a document that has none yet is `never`, and does not compile where
 * it is asked. Fragments follow the operation.
 */
export const operation = <const Text extends string>(text: Text) =>
  text as unknown as OperationNamed<Named<Text>>;
