import { Button, Select } from "@shopify/polaris";
import { XSmallIcon } from "@shopify/polaris-icons";
import type { Filter } from "../filter-catalogue.ts";
import type { Suggest } from "../suggestion.ts";
import type { ParameterTest } from "../builder/builder.ts";
import { newParameter } from "./row-values.ts";
import { TestFields } from "./test-fields.tsx";

interface Props {
  filter: Filter;
  parameters: readonly ParameterTest[];
  onParameters: (parameters: readonly ParameterTest[]) => void;
  suggest: Suggest;
}

/** What events are meant: each parameter once, all of them at a time. */
export function EventParameters({ filter, parameters, onParameters, suggest }: Props) {
  const unused = filter.parameters.filter(
    ({ name }) => !parameters.some((one) => one.name === name),
  );
  return (
    <ul className="regulars-parameters" aria-label={`What restricts ${filter.label}`}>
      {parameters.map((parameter, index) => {
        const of = filter.parameters.find(({ name }) => name === parameter.name);
        if (!of) return null;
        return (
          <li key={parameter.name}>
            <span className="regulars-row-word">{of.label}</span>
            <TestFields
              {...{ filter, of, suggest }}
              test={parameter}
              onTest={(test) => {
                onParameters(parameters.with(index, test));
              }}
            />
            <Button
              variant="tertiary"
              icon={XSmallIcon}
              accessibilityLabel={`Remove ${of.label}`}
              onClick={() => {
                onParameters(parameters.filter((one) => one !== parameter));
              }}
            />
          </li>
        );
      })}
      {unused.length > 0 ? (
        <li>
          <Select
            label={`Restrict ${filter.label}`}
            labelHidden
            options={[
              { value: "", label: parameters.length > 0 ? "and with…" : "with…" },
              ...unused.map(({ name, label }) => ({ value: name, label })),
            ]}
            value=""
            onChange={(chosen) => {
              const added = unused.find(({ name }) => name === chosen);
              if (added) onParameters([...parameters, newParameter(added)]);
            }}
          />
        </li>
      ) : null}
    </ul>
  );
}
