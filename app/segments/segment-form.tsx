import { Form, useNavigation } from "@remix-run/react";
import { Banner, BlockStack, Button, ButtonGroup, Card, Text, TextField } from "@shopify/polaris";
import { lazy, Suspense, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { flushSync } from "react-dom";
import type { MetafieldDefinition } from "./editor/filter-catalogue.ts";
import type { QueryError } from "./query/query-error.ts";
import type { SaveProblem, SegmentErrors } from "./segment-errors.ts";

const text = {
  name: "Name",
  query: "Query",
  queryHelp: "As in Shopify's customer segments: you can paste from there and to there.",
  save: "Save",
  changed: "Somebody else changed this segment meanwhile",
  keepMine: "Save mine over it",
  takeTheirs: "Take theirs",
  deleted: "This segment was deleted meanwhile",
  deletedExplain: "Nothing that you wrote is lost: saving makes a new segment of it.",
};

/** Comes with the editor's own code: the page is there, and can be used, before it. */
const SegmentEditor = lazy(() => import("./editor/segment-editor.tsx"));

interface Props {
  /** Null while it is being made. */
  segment: { segmentId: number; name: string; query: string; updatedAt: number } | null;
  /** The shop's metafields, for the builder and for completion. */
  definitions: readonly MetafieldDefinition[];
  /** Why it was not saved when it last should have been. */
  notSaved?: SaveProblem | undefined;
}

const NO_ERRORS: SegmentErrors = {};

/** A segment's name and its query; who it is true of is counted while it is being written. */
export function SegmentForm({ segment, definitions, notSaved }: Props) {
  const [start, setStart] = useState({
    ...{ name: segment?.name ?? "", query: segment?.query ?? "", times: 0 },
  });
  const [name, setName] = useState(start.name);
  const [query, setQuery] = useState(start.query);
  const [basedOn, setBasedOn] = useState(segment?.updatedAt);
  const errors = notSaved?.errors ?? NO_ERRORS;
  const theirs = notSaved?.theirs?.updatedAt === basedOn ? undefined : notSaved?.theirs;
  const isSaving = useNavigation().state !== "idle";
  const hidden = useNewsForSaveBar(query, start.query);

  const beginAgain = (from: { name: string; query: string }) => {
    setName(from.name);
    setQuery(from.query);
    setStart({ name: from.name, query: from.query, times: start.times + 1 });
  };
  const form = useRef<HTMLFormElement>(null);

  return (
    <BlockStack gap="400">
      <Form
        method="post"
        data-save-bar
        ref={form}
        onReset={() => {
          beginAgain({ name: segment?.name ?? "", query: segment?.query ?? "" });
        }}
      >
        <input type="hidden" name="intent" value={notSaved?.isDeleted ? "create" : "save"} />
        <input type="hidden" name="basedOn" value={basedOn ?? ""} />
        <input type="hidden" name="query" value={query} ref={hidden} />
        <Card>
          <BlockStack gap="300">
            {theirs ? (
              <Banner tone="warning" title={text.changed}>
                <BlockStack gap="200" inlineAlign="start">
                  <Text as="p">{`It is now “${theirs.name}”:`}</Text>
                  <code className="regulars-query">{theirs.query}</code>
                  <ButtonGroup>
                    <Button
                      onClick={() => {
                        flushSync(() => {
                          setBasedOn(theirs.updatedAt);
                        });
                        form.current?.requestSubmit();
                      }}
                    >
                      {text.keepMine}
                    </Button>
                    <Button
                      onClick={() => {
                        setBasedOn(theirs.updatedAt);
                        beginAgain(theirs);
                      }}
                    >
                      {text.takeTheirs}
                    </Button>
                  </ButtonGroup>
                </BlockStack>
              </Banner>
            ) : null}
            {notSaved?.isDeleted ? (
              <Banner tone="warning" title={text.deleted}>
                {text.deletedExplain}
              </Banner>
            ) : null}
            <TextField
              label={text.name}
              name="name"
              autoComplete="off"
              maxLength={255}
              value={name}
              onChange={setName}
              error={errors.name}
              connectedRight={
                <Button
                  submit
                  variant="primary"
                  size="large"
                  loading={isSaving}
                  disabled={!name.trim() || !query.trim()}
                >
                  {text.save}
                </Button>
              }
            />
          </BlockStack>
        </Card>
      </Form>
      <QueryField
        key={start.times}
        segmentId={segment?.segmentId ?? null}
        query={query}
        onQuery={setQuery}
        definitions={definitions}
        refused={errors.query ?? NONE}
      />
    </BlockStack>
  );
}

const NONE: readonly QueryError[] = [];

interface FieldProps {
  segmentId: number | null;
  /** What it begins with; it goes its own way then. */
  query: string;
  onQuery: (query: string) => void;
  definitions: readonly MetafieldDefinition[];
  refused: readonly QueryError[];
}

/** A plain field until the editor has come, and where it cannot. */
function QueryField(props: FieldProps) {
  const isInBrowser = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
  const plain = <PlainQueryField {...props} />;
  if (!isInBrowser) return plain;
  return (
    <Suspense fallback={plain}>
      <SegmentEditor {...props} />
    </Suspense>
  );
}

function PlainQueryField({ query, onQuery, refused }: FieldProps) {
  const [written, setWritten] = useState(query);
  return (
    <Card>
      <div className="regulars-query-field">
        <TextField
          label={text.query}
          autoComplete="off"
          spellCheck={false}
          multiline={4}
          value={written}
          onChange={(typed) => {
            setWritten(typed);
            onQuery(typed);
          }}
          helpText={text.queryHelp}
          error={refused.length > 0 ? <QueryErrors errors={refused} /> : false}
        />
      </div>
    </Card>
  );
}

const QueryErrors = ({ errors }: { errors: readonly QueryError[] }) => (
  <>
    {errors.map(({ message, line, column }) => (
      <span key={`${line}:${column}:${message}`} className="regulars-query-error">
        {`Line ${line}, column ${column + 1}: ${message}`}
      </span>
    ))}
  </>
);

/** The save bar hears what a hand changes; the query is changed by the editor. */
function useNewsForSaveBar(query: string, start: string) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (query !== start) field.current?.dispatchEvent(new Event("change", { bubbles: true }));
  }, [query, start]);
  return field;
}
