import { Select } from "@shopify/polaris";
import type { Comparable, Filter } from "../filter-catalogue.ts";
import { suggestsFor, type Suggest } from "../suggestion.ts";
import type { Test } from "../builder/builder.ts";
import { withSign } from "./row-values.ts";
import { signWords } from "./sign-words.ts";
import { SuggestField } from "./suggest-field.tsx";
import { ValueField } from "./value-field.tsx";

interface Props<One extends Test> {
  filter: Filter;
  of: Comparable;
  test: One;
  onTest: (test: One) => void;
  suggest: Suggest;
}

/** A sign and its values. */
export function TestFields<One extends Test>(props: Props<One>) {
  const { of, test, onTest } = props;
  const offered = of.signs.includes(test.sign) ? of.signs : [test.sign, ...of.signs];
  return (
    <>
      <Select
        label={`How to compare ${of.label}`}
        labelHidden
        options={offered.map((value) => ({ value, label: signWords(value, of.type) }))}
        value={test.sign}
        onChange={(chosen) => {
          const sign = offered.find((one) => one === chosen);
          if (sign) onTest(withSign(test, sign, of));
        }}
      />
      <Values {...props} />
    </>
  );
}

function Values<One extends Test>({ filter, of, test, onTest, suggest }: Props<One>) {
  const { sign, values } = test;
  const { label } = of;
  if (sign === "IS NULL" || sign === "IS NOT NULL") return null;
  if (sign === "IN" || sign === "NOT IN") {
    const source = suggestsFor(filter, of);
    if (source) {
      return (
        <SuggestField
          {...{ label, source, values, suggest }}
          isList
          onValues={(chosen) => {
            onTest({ ...test, values: chosen });
          }}
        />
      );
    }
    return (
      <ValueField
        filter={filter}
        of={{ ...of, type: "any" }}
        label={`${label}, separated by commas`}
        literal={values.join(", ")}
        onLiteral={(written) => {
          onTest({ ...test, values: written.split(",").map((one) => one.trim()) });
        }}
        suggest={suggest}
      />
    );
  }
  const field = (index: number, called: string) => (
    <ValueField
      filter={filter}
      of={of}
      label={called}
      literal={values[index] ?? ""}
      onLiteral={(literal) => {
        onTest({ ...test, values: values.with(index, literal) });
      }}
      suggest={suggest}
    />
  );
  if (sign !== "BETWEEN") return field(0, label);
  return (
    <>
      {field(0, `${label}, from`)}
      <span className="regulars-row-word">and</span>
      {field(1, `${label}, to`)}
    </>
  );
}
