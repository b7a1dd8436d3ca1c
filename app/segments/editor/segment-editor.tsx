import { BlockStack, Button, ButtonGroup, Card, InlineStack, Text } from "@shopify/polaris";
import { RedoIcon, UndoIcon } from "@shopify/polaris-icons";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useFormat } from "#app/ui/use-format.tsx";
import { parseQuery } from "../query/parse-query.ts";
import { takePastedCondition } from "../query/pasted-condition.ts";
import type { QueryError } from "../query/query-error.ts";
import type { RowClause } from "./builder/builder.ts";
import { BuilderPanel } from "./builder/builder-panel.tsx";
import { printRowClause } from "./builder/print-builder.ts";
import { LiveCountLine } from "./count/live-count-line.tsx";
import { useLiveCount } from "./count/use-live-count.ts";
import { Examples } from "./examples.tsx";
import { FaultList } from "./fault-list.tsx";
import { plainWords } from "./plain-words.ts";
import { ShopifyForm } from "./shopify-form.tsx";
import { faultIn, type QueryFault } from "./text/query-fault.ts";
import { QueryText, type QueryTextHandle } from "./text/query-text.tsx";
import { CatalogueContext } from "./catalogue-context.ts";
import { catalogueOf, type MetafieldDefinition } from "./filter-catalogue.ts";
import { useDraft } from "./use-draft.ts";
import { useSuggest } from "./use-suggest.ts";
import "./editor.css";

interface Props {
  /** Whose members a change would move; null for a new segment. */
  segmentId: number | null;
  /** What it begins with. */
  query: string;
  onQuery: (query: string) => void;
  /** The shop's own, which its customers can be asked for. */
  definitions: readonly MetafieldDefinition[];
  /** What the server refused when it was to be saved, of this very query. */
  refused: readonly QueryError[];
}

/** Builder and text side by side, each following the other, with what they mean and whom they are true of. */
export default function SegmentEditor({ segmentId, query, onQuery, definitions, refused }: Props) {
  const format = useFormat();
  const catalogue = useMemo(() => catalogueOf(definitions), [definitions]);
  const { draft, setText, setRoot } = useDraft(query, catalogue.known);
  const textField = useRef<QueryTextHandle>(null);
  const [depth, setDepth] = useState({ undo: 0, redo: 0 });
  const [notice, setNotice] = useState("");
  const suggest = useSuggest();
  const count = useLiveCount(draft.text, segmentId);

  useEffect(() => {
    onQuery(draft.text);
  }, [draft.text, onQuery]);

  const faults = useMemo(() => {
    if (!draft.text.trim()) return [];
    const parsed = parseQuery(draft.text, catalogue.known);
    const errors = parsed.kind === "refused" ? parsed.errors : (count.refused?.errors ?? refused);
    return errors.map((error) => faultIn(draft.text, error));
  }, [draft.text, catalogue, count.refused, refused]);

  const say = useCallback((words: string) => {
    setNotice(words);
    if ("shopify" in window) window.shopify.toast.show(words); // missing where its script was blocked
  }, []);
  const onPaste = useCallback(
    (pasted: string) => {
      const condition = takePastedCondition(pasted);
      if (condition !== null) say("Only the condition of the pasted statement was taken. Undo takes it back."); // prettier-ignore
      return condition;
    },
    [say],
  );
  const faultOf = useCallback(
    (clause: RowClause) => {
      const parsed = parseQuery(printRowClause(clause), catalogue.known);
      return parsed.kind === "refused" ? (parsed.errors[0]?.message ?? null) : null;
    },
    [catalogue],
  );
  // Nobody is told of half a word.
  const isPaused = usePaused(draft.text);
  const shownFaults = isPaused ? faults : NO_FAULTS;
  const words = draft.isFollowing ? plainWords(draft.root, format, catalogue.find) : "";

  return (
    <div className="regulars-editor">
      <Card>
        <BlockStack gap="300">
          <LiveCountLine count={count} />
          {draft.text.trim() === "" ? <Examples onExample={setText} /> : null}
          {words ? (
            <Text as="p" tone="subdued">
              {words}
            </Text>
          ) : null}
          {count.state === "counted"
            ? count.last?.warnings.map((warning) => (
                <Text as="p" tone="caution" key={warning}>
                  {warning}
                </Text>
              ))
            : null}
        </BlockStack>
      </Card>
      <div className="regulars-editor-sides">
        <Card>
          <BlockStack gap="300">
            <InlineStack align="space-between" blockAlign="center">
              <Text as="h2" variant="headingSm">
                Conditions
              </Text>
              <ButtonGroup>
                <Button
                  variant="tertiary"
                  icon={UndoIcon}
                  accessibilityLabel="Undo"
                  disabled={depth.undo === 0}
                  onClick={() => textField.current?.undo()}
                />
                <Button
                  variant="tertiary"
                  icon={RedoIcon}
                  accessibilityLabel="Redo"
                  disabled={depth.redo === 0}
                  onClick={() => textField.current?.redo()}
                />
              </ButtonGroup>
            </InlineStack>
            {draft.isFollowing || !isPaused ? null : (
              <Text as="p" tone="caution">
                The text is not a whole sentence yet. These conditions are those from before; a
                change here replaces the text.
              </Text>
            )}
            <div className={draft.isFollowing || !isPaused ? undefined : "regulars-stale"}>
              <CatalogueContext.Provider value={catalogue}>
                <BuilderPanel root={draft.root} onRoot={setRoot} {...{ faultOf, suggest }} />
              </CatalogueContext.Provider>
            </div>
          </BlockStack>
        </Card>
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingSm">
              Query
            </Text>
            <QueryText
              ref={textField}
              label="Query"
              describedBy="query-help"
              text={draft.text}
              onText={setText}
              onHistory={setDepth}
              faults={shownFaults}
              {...{ onPaste, suggest, catalogue }}
            />
            <FaultList
              faults={shownFaults}
              onShow={({ from, to }) => textField.current?.select(from, to)}
              onRepair={setText}
            />
            <Text as="p" tone="subdued" id="query-help">
              The language of Shopify’s customer segments: paste from there and to there. Control
              and space completes.
            </Text>
            <ShopifyForm query={draft.text} onNotice={say} />
            <p className="regulars-hidden" role="status">
              {notice}
            </p>
          </BlockStack>
        </Card>
      </div>
    </div>
  );
}

const NO_FAULTS: readonly QueryFault[] = [];

/** How long a hand has to rest before it is told what is wrong. */
const REST_MS = 500;

/** Whether a text has been left as it is for a moment. */
function usePaused(text: string): boolean {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(text);
    }, REST_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [text]);
  return settled === text;
}
