import { useCallback, useRef, useState } from "react";
import type { Group } from "./builder/builder.ts";
import { printBuilder } from "./builder/print-builder.ts";
import { readBuilder } from "./builder/read-builder.ts";

/** A query while it is being written: its text, and the builder that follows it or led to it. */
export interface Draft {
  text: string;
  /** The last one that the text had. */
  root: Group;
  /** Whether the builder shows the text as it stands. */
  isFollowing: boolean;
}

const EMPTY: Group = { kind: "group", id: 0, isNegated: false, join: "and", parts: [] };

/** How many builders are remembered by their text, for undoing what half a row has said. */
const REMEMBERED = 200;

export function useDraft(saved: string) {
  const built = useRef(new Map<string, Group>());
  const [draft, setDraft] = useState((): Draft => draftOf(saved, readBuilder(saved), EMPTY));

  const setText = useCallback((text: string) => {
    const root = built.current.get(text) ?? readBuilder(text);
    setDraft((old) => (old.text === text ? old : draftOf(text, root, old.root)));
  }, []);
  const setRoot = useCallback((root: Group) => {
    const text = printBuilder(root);
    if (built.current.size >= REMEMBERED) built.current.clear();
    built.current.set(text, root);
    setDraft({ text, root, isFollowing: true });
  }, []);
  return { draft, setText, setRoot };
}

const draftOf = (text: string, root: Group | null, last: Group): Draft => ({
  text,
  root: root ?? last,
  isFollowing: root !== null,
});
