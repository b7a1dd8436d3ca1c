import { Form, useFetcher, useNavigation } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, Layout, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useFormat } from "#app/ui/use-format.tsx";
import type { QueryError } from "./query/query-error.ts";

const text = {
  name: "Name",
  query: "Query",
  queryHelp: "As in Shopify's customer segments: you can paste from there and to there.",
  counting: "Counting…",
  examples: "For example",
  save: "Save",
};

const EXAMPLES = [
  "number_of_orders >= 5 AND last_order_date >= -90d",
  "amount_spent BETWEEN 100 AND 500",
  "customer_tags CONTAINS 'vip' AND NOT customer_countries CONTAINS 'DE'",
  "rfm_group = 'AT_RISK'",
];

/** How long the merchant must have stopped typing before we count. */
const PAUSE_MS = 350;

/** What the query as typed means right now. */
export type Preview =
  | { kind: "counted"; query: string; members: number; customers: number; asOf: number }
  | { kind: "refused"; query: string; errors: readonly QueryError[] };

export interface SegmentErrors {
  name?: string;
  query?: readonly QueryError[];
}

interface Props {
  name: string;
  query: string;
  errors?: SegmentErrors | undefined;
}

/** The sentence and its name; counts who it is true of while it is being typed. */
export function SegmentForm({ name: savedName, query: savedQuery, errors }: Props) {
  const [name, setName] = useState(savedName);
  const [query, setQuery] = useState(savedQuery);
  const preview = usePreview(query);
  const isSaving = useNavigation().state !== "idle";
  const refusal = preview?.kind === "refused" ? preview.errors : undefined;
  const queryErrors = refusal ?? (query === savedQuery || !preview ? errors?.query : undefined);

  return (
    <Form
      method="post"
      data-save-bar
      onReset={() => {
        setName(savedName);
        setQuery(savedQuery);
      }}
    >
      <input type="hidden" name="intent" value="save" />
      <Layout>
        <Layout.Section>
          <Card>
            <BlockStack gap="400">
              <TextField
                label={text.name}
                name="name"
                autoComplete="off"
                maxLength={120}
                value={name}
                onChange={setName}
                error={errors?.name}
              />
              <div className="regulars-query-field">
                <TextField
                  label={text.query}
                  name="query"
                  autoComplete="off"
                  spellCheck={false}
                  multiline={4}
                  value={query}
                  onChange={setQuery}
                  helpText={text.queryHelp}
                  error={queryErrors ? <QueryErrors errors={queryErrors} /> : false}
                />
              </div>
              <div role="status">
                <PreviewLine preview={preview} query={query} />
              </div>
              <InlineStack align="end">
                <Button
                  submit
                  variant="primary"
                  loading={isSaving}
                  disabled={!name.trim() || !query.trim()}
                >
                  {text.save}
                </Button>
              </InlineStack>
            </BlockStack>
          </Card>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <Card>
            <BlockStack gap="300">
              <Text as="h2" variant="headingSm">
                {text.examples}
              </Text>
              {EXAMPLES.map((example) => (
                <BlockStack gap="100" key={example} inlineAlign="start">
                  <code className="regulars-query">{example}</code>
                  <Button
                    variant="plain"
                    accessibilityLabel={`Use ${example}`}
                    onClick={() => {
                      setQuery(example);
                    }}
                  >
                    Use
                  </Button>
                </BlockStack>
              ))}
            </BlockStack>
          </Card>
        </Layout.Section>
      </Layout>
    </Form>
  );
}

/** Asks for the count of a query once typing pauses; null until there is one. */
function usePreview(query: string): Preview | null {
  const { load, data } = useFetcher<Preview>({ key: "segment-preview" });
  useEffect(() => {
    if (!query.trim()) return;
    const timer = setTimeout(() => {
      load(`/app/segments/preview?${new URLSearchParams({ query }).toString()}`);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [query, load]);
  return query.trim() ? (data ?? null) : null;
}

function PreviewLine({ preview, query }: { preview: Preview | null; query: string }) {
  const format = useFormat();
  if (!query.trim() || preview?.kind === "refused") return null;
  if (preview?.query !== query)
    return (
      <Text as="p" tone="subdued">
        {text.counting}
      </Text>
    );
  const { members, customers, asOf } = preview;
  return (
    <Text as="p">
      <Text as="span" fontWeight="semibold">
        {`${format.count(members)} of ${format.count(customers)} customers`}
      </Text>
      <Text as="span" tone="subdued">
        {`, as of ${format.moment(asOf)}`}
      </Text>
    </Text>
  );
}

function QueryErrors({ errors }: { errors: readonly QueryError[] }) {
  return (
    <>
      {errors.map(({ message, line, column, suggestion }) => (
        <span key={`${line}:${column}:${message}`} className="regulars-query-error">
          {`Line ${line}, column ${column + 1}: ${message}`}
          {suggestion ? (
            <>
              {". Perhaps "}
              <code>{suggestion}</code>
            </>
          ) : null}
        </span>
      ))}
    </>
  );
}
