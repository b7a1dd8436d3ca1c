import { Select, TextField } from "@shopify/polaris";
import { useFormat } from "#app/ui/use-format.tsx";
import type { Comparable, Filter } from "../filter-catalogue.ts";
import { valueLabel } from "../plain-words.ts";
import { isFree, suggestsFor, type Suggest } from "../suggestion.ts";
import { DateField } from "./date-field.tsx";
import { literalOf, textOf } from "./row-values.ts";
import { SuggestField } from "./suggest-field.tsx";

interface Props {
  filter: Filter;
  of: Comparable;
  label: string;
  literal: string;
  onLiteral: (literal: string) => void;
  suggest: Suggest;
}

/** One value, in the field that its type asks for. */
export function ValueField({ filter, of, label, literal, onLiteral, suggest }: Props) {
  const { currency } = useFormat();
  const source = suggestsFor(filter, of);
  if (source) {
    return (
      <SuggestField
        {...{ label, source, suggest }}
        {...(isFree(source) ? { literalOf } : {})}
        values={literal === "" ? [] : [literal]}
        isList={false}
        onValues={([chosen = ""]) => {
          onLiteral(chosen);
        }}
      />
    );
  }
  const plain = { label, labelHidden: true, autoComplete: "off" } as const;
  switch (of.type) {
    case "date":
    case "day":
    case "month-day":
      return <DateField {...{ label, literal, onLiteral }} />;
    case "enum":
      return (
        <Select
          {...{ label, labelHidden: true }}
          options={of.values.map((value) => ({ value: literalOf(value), label: valueLabel(value) }))}
          value={literal}
          onChange={onLiteral}
        />
      ); // prettier-ignore
    case "boolean":
      return (
        <Select
          {...{ label, labelHidden: true }}
          options={[
            { value: "true", label: "yes" },
            { value: "false", label: "no" },
          ]}
          value={literal}
          onChange={onLiteral}
        />
      );
    case "money":
    case "number":
    case "numbers":
      return (
        <TextField
          {...plain}
          inputMode="decimal"
          suffix={of.type === "money" ? currency : undefined}
          value={literal}
          onChange={(amount) => {
            onLiteral(amount.replace(",", ".").replaceAll(/[^\d.-]/g, ""));
          }}
        />
      );
    case "integer":
    case "id":
    case "ids":
      return (
        <TextField
          {...plain}
          inputMode="numeric"
          value={literal}
          onChange={(digits) => {
            onLiteral(digits.replaceAll(/[^\d-]/g, ""));
          }}
        />
      );
    case "text":
    case "tags":
    case "countries":
    case "entries":
    case "category":
    case "segment":
      return (
        <TextField
          {...plain}
          value={textOf(literal)}
          onChange={(written) => {
            onLiteral(literalOf(written));
          }}
        />
      );
    case "coordinates":
    case "any":
      return <TextField {...plain} monospaced value={literal} onChange={onLiteral} />;
  }
}
