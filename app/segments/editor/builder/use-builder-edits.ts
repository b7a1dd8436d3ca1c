import { useEffect, useMemo, useRef, useState } from "react";
import { partsWithin, type Group, type RowClause } from "./builder.ts";
import * as edit from "./edit-builder.ts";

/** The element of a part. */
export const partElementId = (id: number) => `builder-part-${id}`;

export interface BuilderEdits {
  root: Group;
  setClause: (id: number, clause: RowClause) => void;
  setJoin: (id: number, joined: Pick<Group, "join" | "isNegated">) => void;
  toggleNot: (id: number) => void;
  move: (id: number, direction: edit.Direction) => void;
  duplicate: (id: number) => void;
  remove: (id: number) => void;
  addRow: (groupId: number) => void;
  addGroup: (groupId: number) => void;
}

/** The builder's edits by hand: said aloud, and with the keyboard where it was or on what is new. */
export function useBuilderEdits(root: Group, onRoot: (root: Group) => void) {
  const [said, setSaid] = useState("");
  const focusOn = useRef<number | null>(null);
  useEffect(() => {
    if (focusOn.current === null) return;
    const element = document.getElementById(partElementId(focusOn.current));
    focusOn.current = null;
    element?.querySelector<HTMLElement>("input, select, textarea, button")?.focus();
  }, [root]);

  const edits = useMemo((): BuilderEdits => {
    const change = (next: Group, words: string, focus: number | null) => {
      focusOn.current = focus;
      setSaid(words);
      onRoot(next);
    };
    const added = (next: Group) =>
      partsWithin(next).findLast(
        (part) => part.kind === "row" && !partsWithin(root).some(({ id }) => id === part.id),
      )?.id ?? null;
    return {
      root,
      setClause: (id, clause) => {
        onRoot(edit.setClause(root, id, clause));
      },
      setJoin: (id, joined) => {
        onRoot(edit.setJoin(root, id, joined));
      },
      toggleNot: (id) => {
        change(edit.toggleNot(root, id), "Changed", id);
      },
      move: (id, direction) => {
        const next = edit.movePart(root, id, direction);
        change(next, next === root ? "It is at the edge" : `Moved ${direction}`, id);
      },
      duplicate: (id) => {
        const next = edit.duplicatePart(root, id);
        change(next, "Duplicated", added(next));
      },
      remove: (id) => {
        const rows = partsWithin(root).map((part) => part.id);
        const next = edit.removePart(root, id);
        const left = new Set(partsWithin(next).map((part) => part.id));
        const before = rows.slice(0, rows.indexOf(id)).findLast((one) => left.has(one));
        change(next, "Removed", before ?? root.id);
      },
      addRow: (groupId) => {
        const next = edit.addRow(root, groupId, FIRST);
        change(next, "Condition added", added(next));
      },
      addGroup: (groupId) => {
        const next = edit.addGroup(root, groupId, FIRST);
        change(next, "Group added", added(next));
      },
    };
  }, [root, onRoot]);
  return { edits, said };
}

const FIRST: RowClause = {
  ...{ kind: "attribute", name: "number_of_orders" },
  ...{ sign: ">=", values: ["1"] },
};
