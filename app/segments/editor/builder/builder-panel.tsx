import { Button, InlineStack, Select, Text } from "@shopify/polaris";
import { PlusIcon } from "@shopify/polaris-icons";
import { useRef } from "react";
import type { Suggest } from "../suggestion.ts";
import { partsWithin, type Group, type Part, type RowClause } from "./builder.ts";
import { PartMenu } from "./part-menu.tsx";
import { RowBox } from "../rows/row-box.tsx";
import { partElementId, useBuilderEdits, type BuilderEdits } from "./use-builder-edits.ts";
import { useMovesByKey } from "./use-moves-by-key.ts";

interface Props {
  root: Group;
  onRoot: (root: Group) => void;
  /** Why a condition is refused as it stands, or null. */
  faultOf: (clause: RowClause) => string | null;
  suggest: Suggest;
}

/** More rows than anybody reads, and than a page draws while somebody types. */
const MOST_PARTS = 80;

/** The query as groups and rows. */
export function BuilderPanel(props: Props) {
  if (partsWithin(props.root).length <= MOST_PARTS) return <Builder {...props} />;
  return (
    <Text as="p" tone="subdued">
      This query is too long to be shown as conditions. Its text can be changed.
    </Text>
  );
}

function Builder({ root, onRoot, faultOf, suggest }: Props) {
  const { edits, said } = useBuilderEdits(root, onRoot);
  const box = useRef<HTMLDivElement>(null);
  useMovesByKey(box, edits);
  return (
    <>
      <div ref={box}>
        <GroupBox group={root} depth={0} {...{ edits, faultOf, suggest }} />
      </div>
      <p className="regulars-hidden" role="status">
        {said}
      </p>
    </>
  );
}

const JOINS = [
  { value: "and", label: "All of these are true" },
  { value: "or", label: "At least one of these is true" },
  { value: "not or", label: "None of these is true" },
  { value: "not and", label: "Not all of these are true" },
] as const;

interface PartProps extends Pick<Props, "faultOf" | "suggest"> {
  edits: BuilderEdits;
  depth: number;
}

function GroupBox({ group, ...rest }: PartProps & { group: Group }) {
  const { edits, depth } = rest;
  const joined = JOINS.find(
    ({ value }) => value === `${group.isNegated ? "not " : ""}${group.join}`,
  );
  return (
    <div
      className={depth % 2 === 0 ? "regulars-group" : "regulars-group regulars-group-inner"}
      role="group"
      aria-label={joined?.label}
      id={partElementId(group.id)}
      data-part={group.id}
    >
      <div className="regulars-row">
        <Select
          label="How these conditions hold together"
          labelHidden
          options={[...JOINS]}
          value={joined?.value ?? "and"}
          onChange={(chosen) => {
            edits.setJoin(group.id, {
              join: chosen.endsWith("or") ? "or" : "and",
              isNegated: chosen.startsWith("not"),
            });
          }}
        />
        {depth > 0 ? <PartMenu part={group} edits={edits} /> : null}
      </div>
      {group.parts.length > 0 ? (
        <ul className="regulars-group-parts">
          {group.parts.map((part) => (
            <PartBox key={part.id} part={part} {...rest} />
          ))}
        </ul>
      ) : (
        <Text as="p" tone="subdued">
          No conditions yet.
        </Text>
      )}
      <InlineStack gap="200">
        <Button
          size="slim"
          icon={PlusIcon}
          onClick={() => {
            edits.addRow(group.id);
          }}
        >
          Condition
        </Button>
        <Button
          size="slim"
          icon={PlusIcon}
          onClick={() => {
            edits.addGroup(group.id);
          }}
        >
          Group
        </Button>
      </InlineStack>
    </div>
  );
}

function PartBox({ part, ...rest }: PartProps & { part: Part }) {
  const { edits, depth, faultOf, suggest } = rest;
  if (part.kind === "group") {
    return (
      <li>
        <GroupBox group={part} {...rest} depth={depth + 1} />
      </li>
    );
  }
  return (
    <li id={partElementId(part.id)} data-part={part.id}>
      <RowBox
        row={part}
        fault={faultOf(part.clause)}
        menu={<PartMenu part={part} edits={edits} />}
        onClause={(clause) => {
          edits.setClause(part.id, clause);
        }}
        suggest={suggest}
      />
    </li>
  );
}
