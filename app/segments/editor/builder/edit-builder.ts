import { partsWithin, type Group, type Part, type Row, type RowClause } from "./builder.ts";

/** An id that nothing in the builder has. */
const freshId = (root: Group) => Math.max(...partsWithin(root).map(({ id }) => id)) + 1;

/** A new row at the end of a group. */
export function addRow(root: Group, groupId: number, clause: RowClause): Group {
  const row: Row = { kind: "row", id: freshId(root), isNegated: false, clause };
  return changeGroup(root, groupId, (group) => ({ ...group, parts: [...group.parts, row] }));
}

/** A new group with one row at the end of a group, joined the other way: otherwise it would say nothing of its own. */
export function addGroup(root: Group, groupId: number, clause: RowClause): Group {
  const id = freshId(root);
  return changeGroup(root, groupId, (group) => {
    const join = group.join === "and" ? "or" : "and";
    const row: Row = { kind: "row", id: id + 1, isNegated: false, clause };
    const added: Group = { kind: "group", id, isNegated: false, join, parts: [row] };
    return { ...group, parts: [...group.parts, added] };
  });
}

/** How what is in a group holds together, and whether NOT stands before it. */
export const setJoin = (
  root: Group,
  groupId: number,
  joined: Pick<Group, "join" | "isNegated">,
): Group => changeGroup(root, groupId, (group) => ({ ...group, ...joined }));

export const setClause = (root: Group, rowId: number, clause: RowClause): Group =>
  changePart(root, rowId, (part) => (part.kind === "row" ? [{ ...part, clause }] : [part]));

/** Puts NOT before a row, or takes it away. */
export const toggleNot = (root: Group, id: number): Group =>
  changePart(root, id, (part) => [{ ...part, isNegated: !part.isNegated }]);

/** Without a part; a group that held nothing else goes with it. */
export function removePart(root: Group, id: number): Group {
  const holder = parentOf(root, id);
  const goesToo = holder && holder.id !== root.id && holder.parts.length === 1;
  return goesToo ? removePart(root, holder.id) : changePart(root, id, () => []);
}

/** A part twice, the copy behind it. */
export function duplicatePart(root: Group, id: number): Group {
  let next = freshId(root);
  const copied = (part: Part): Part =>
    part.kind === "row"
      ? { ...part, id: next++ }
      : { ...part, id: next++, parts: part.parts.map(copied) };
  return changePart(root, id, (part) => [part, copied(part)]);
}

export type Direction = "up" | "down";

/**
 * A part one place up or down as it is seen: past a row beside it, into a group beside it, out of its own group at the
 * group's edge. The builder itself if there is no further place. Groups left empty go.
 */
export function movePart(root: Group, id: number, direction: Direction): Group {
  const holder = parentOf(root, id);
  const index = holder?.parts.findIndex((part) => part.id === id) ?? -1;
  const part = holder?.parts[index];
  if (!holder || !part) return root;
  const beside = holder.parts[direction === "up" ? index - 1 : index + 1];
  if (beside?.kind === "group") {
    const without = changePart(root, id, () => []);
    return changeGroup(without, beside.id, (group) => ({
      ...group,
      parts: direction === "up" ? [...group.parts, part] : [part, ...group.parts],
    }));
  }
  if (beside) {
    const parts = holder.parts.filter((one) => one.id !== id);
    parts.splice(direction === "up" ? index - 1 : index + 1, 0, part);
    return changeGroup(root, holder.id, (group) => ({ ...group, parts }));
  }
  if (holder.id === root.id) return root;
  return changePart(root, holder.id, (group) => {
    if (group.kind === "row") return [group];
    const parts = group.parts.filter((one) => one.id !== id);
    const rest = parts.length === 0 ? [] : [{ ...group, parts }];
    return direction === "up" ? [part, ...rest] : [...rest, part];
  });
}

/** Whether a part has a place to move to. */
export const canMove = (root: Group, id: number, direction: Direction): boolean =>
  movePart(root, id, direction) !== root;

function parentOf(group: Group, id: number): Group | null {
  for (const part of group.parts) {
    if (part.id === id) return group;
    const found = part.kind === "group" ? parentOf(part, id) : null;
    if (found) return found;
  }
  return null;
}

const changeGroup = (root: Group, id: number, change: (group: Group) => Group): Group =>
  root.id === id
    ? change(root)
    : changePart(root, id, (part) => [part.kind === "group" ? change(part) : part]);

/** Puts parts in the place of one. */
function changePart(group: Group, id: number, change: (part: Part) => readonly Part[]): Group {
  return {
    ...group,
    parts: group.parts.flatMap((part) => {
      if (part.id === id) return change(part);
      return part.kind === "group" ? [changePart(part, id, change)] : [part];
    }),
  };
}
