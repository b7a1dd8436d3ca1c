import { Badge, Select, TextField } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useCatalogue } from "../catalogue-context.ts";
import type { Filter } from "../filter-catalogue.ts";
import type { Suggest } from "../suggestion.ts";
import type { Row, RowClause } from "../builder/builder.ts";
import { printRowClause } from "../builder/print-builder.ts";
import { EventParameters } from "./event-parameters.tsx";
import { FilterPicker } from "./filter-picker.tsx";
import { newClause } from "./row-values.ts";
import { TestFields } from "./test-fields.tsx";

interface Props {
  row: Row;
  /** Why it is refused as it stands, or null. */
  fault: string | null;
  menu: ReactNode;
  onClause: (clause: RowClause) => void;
  suggest: Suggest;
}

/** One condition: what it is about, how it is compared, and with what. */
export function RowBox({ row, fault, menu, onClause, suggest }: Props) {
  const { find } = useCatalogue();
  const origin = row.clause.kind === "text" ? null : find(row.clause.name)?.origin;
  return (
    <div className="regulars-row">
      <div className="regulars-row-fields">
        {row.isNegated ? <Badge tone="attention">Not</Badge> : null}
        <ClauseFields clause={row.clause} onClause={onClause} suggest={suggest} />
        {fault ? <p className="regulars-row-fault">{fault}</p> : null}
        {origin ? <p className="regulars-row-origin">{origin}</p> : null}
      </div>
      {menu}
    </div>
  );
}

type ClauseProps = Pick<Props, "onClause" | "suggest"> & { clause: RowClause };

function ClauseFields({ clause, onClause, suggest }: ClauseProps) {
  const { find } = useCatalogue();
  const filter = clause.kind === "text" ? undefined : find(clause.name);
  if (clause.kind === "text" || !filter) {
    return (
      <TextField
        label="Condition as text"
        labelHidden
        autoComplete="off"
        monospaced
        multiline
        value={clause.kind === "text" ? clause.text : printRowClause(clause)}
        onChange={(text) => {
          onClause({ kind: "text", text });
        }}
      />
    );
  }
  const picker = (
    <FilterPicker
      filter={filter}
      onFilter={(chosen) => {
        if (chosen.name !== filter.name) onClause(newClause(chosen));
      }}
    />
  );
  if (clause.kind === "attribute") {
    return (
      <>
        {picker}
        <TestFields {...{ filter, suggest }} of={filter} test={clause} onTest={onClause} />
      </>
    );
  }
  return (
    <>
      {picker}
      <Select
        label={`Whether there are ${filter.label}`}
        labelHidden
        options={EXISTENCE}
        value={clause.isNegated ? "none" : "some"}
        onChange={(chosen) => {
          onClause({ ...clause, isNegated: chosen === "none" });
        }}
      />
      <Parameters {...{ filter, clause, onClause, suggest }} />
    </>
  );
}

const EXISTENCE = [
  { value: "some", label: "there are some" },
  { value: "none", label: "there are none" },
];

interface ParametersProps extends Pick<Props, "onClause" | "suggest"> {
  filter: Filter;
  clause: Extract<RowClause, { kind: "events" }>;
}

const Parameters = ({ filter, clause, onClause, suggest }: ParametersProps) => (
  <EventParameters
    {...{ filter, suggest }}
    parameters={clause.parameters}
    onParameters={(parameters) => {
      onClause({ ...clause, parameters });
    }}
  />
);
