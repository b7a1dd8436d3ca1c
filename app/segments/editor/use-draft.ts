import { useCallback, useRef, useState } from "react";
import type { Known } from "../query/filters/metafields.ts";
import { parseQuery } from "../query/parse-query.ts";
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

/** What the shop has is told once: it does not change while one writes. */
export function useDraft(saved: string, known: Known) {
  const read = useCallback(
    (text: string) => readBuilder(text, (one) => parseQuery(one, known)),
    [known],
  );
  const built = useRef(new Map<string, Group>());
  const [draft, setDraft] = useState((): Draft => draftOf(saved, read(saved), EMPTY));

  const setText = useCallback((text: string) => {
    const root = built.current.get(text) ?? read(text);
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
