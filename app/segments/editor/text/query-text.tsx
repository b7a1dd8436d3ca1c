import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import {
  defaultKeymap,
  history,
  historyKeymap,
  isolateHistory,
  redo,
  redoDepth,
  undo,
  undoDepth,
} from "@codemirror/commands";
import { bracketMatching } from "@codemirror/language";
import { setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap, placeholder } from "@codemirror/view";
import { forwardRef, useEffect, useImperativeHandle, useRef } from "react";
import type { Catalogue } from "../filter-catalogue.ts";
import type { Suggest } from "../suggestion.ts";
import { completeQuery } from "./query-completion.ts";
import type { QueryFault } from "./query-fault.ts";
import { queryLanguage } from "./query-language.ts";

/** What the buttons beside the text do with it. */
export interface QueryTextHandle {
  undo: () => void;
  redo: () => void;
  /** Goes to a place in the text. */
  select: (from: number, to: number) => void;
}

interface Props {
  text: string;
  faults: readonly QueryFault[];
  label: string;
  /** Of the element that says more about the field. */
  describedBy: string;
  /** A text has come out of the merchant's hands, or out of undoing. */
  onText: (text: string) => void;
  onHistory: (depth: { undo: number; redo: number }) => void;
  /** What is put in the place of pasted text, or null to paste it as it is. */
  onPaste: (pasted: string) => string | null;
  suggest: Suggest;
  catalogue: Catalogue;
}

/** The query's text with colours, completion and faults at their place. Tab leaves it, as any field. */
export const QueryText = forwardRef<QueryTextHandle, Props>(function QueryText(props, handle) {
  const { text, faults } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    if (!host.current) return;
    const made = new EditorView({
      parent: host.current,
      state: EditorState.create({ doc: latest.current.text, extensions: extensionsFor(latest) }),
    });
    view.current = made;
    return () => {
      made.destroy();
    };
  }, []);

  useEffect(() => {
    const now = view.current;
    if (now && now.state.doc.toString() !== text) replaceText(now, text);
  }, [text]);

  useEffect(() => {
    const now = view.current;
    if (now?.state.doc.toString() !== text) return;
    const diagnostics = faults.map(({ from, to, message, repair }) => ({
      ...{ from, to, message, severity: "error" as const },
      actions: repair
        ? [{ name: repair.label, apply: (at: EditorView) => { replaceText(at, repair.text); } }]
        : [],
    })); // prettier-ignore
    now.dispatch(setDiagnostics(now.state, diagnostics));
  }, [faults, text]);

  useImperativeHandle(handle, () => ({
    undo: () => view.current && undo(view.current),
    redo: () => view.current && redo(view.current),
    select: (from, to) => {
      view.current?.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
      view.current?.focus();
    },
  }));

  return <div ref={host} className="regulars-query-text" />;
});

function extensionsFor(latest: { readonly current: Props }) {
  const { label, describedBy } = latest.current;
  return [
    history(),
    drawSelection(),
    EditorView.lineWrapping,
    bracketMatching(),
    closeBrackets(),
    queryLanguage,
    placeholder("number_of_orders >= 3 AND last_order_date >= -90d"),
    autocompletion({
      override: [
        completeQuery((question) => latest.current.suggest(question), latest.current.catalogue),
      ],
      icons: false,
    }),
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
    EditorView.contentAttributes.of({
      "aria-label": label,
      "aria-describedby": describedBy,
      spellcheck: "false",
    }),
    EditorView.domEventHandlers({
      paste: (event, view) => {
        const pasted = event.clipboardData?.getData("text/plain") ?? "";
        const instead = latest.current.onPaste(pasted);
        if (instead === null) return false;
        view.dispatch(view.state.replaceSelection(instead), { userEvent: "input.paste" });
        return true;
      },
    }),
    EditorView.updateListener.of(({ docChanged, state }) => {
      if (!docChanged) return;
      latest.current.onText(state.doc.toString());
      latest.current.onHistory({ undo: undoDepth(state), redo: redoDepth(state) });
    }),
  ];
}

/** Changes no more than what differs, so that the cursor and the history keep their places. */
function replaceText(view: EditorView, text: string) {
  const old = view.state.doc.toString();
  let from = 0;
  while (from < old.length && from < text.length && old[from] === text[from]) from++;
  let after = 0;
  const shorter = Math.min(old.length, text.length) - from;
  while (after < shorter && old.at(-1 - after) === text.at(-1 - after)) after++;
  const insert = text.slice(from, text.length - after);
  const to = old.length - after;
  // What is more than a keystroke is undone by itself.
  const isKeystroke = insert.length <= 1 && to - from <= 1;
  view.dispatch({
    changes: { from, to, insert },
    ...(isKeystroke ? {} : { annotations: isolateHistory.of("full") }),
  });
}
