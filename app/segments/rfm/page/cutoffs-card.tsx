import { Form } from "@remix-run/react";
import {
  Banner,
  BlockStack,
  Button,
  Card,
  Checkbox,
  InlineGrid,
  InlineStack,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";
import { decimalText } from "#app/platform/money.ts";
import { ScrollBox } from "#app/ui/scroll-box.tsx";
import { useFormIntent } from "#app/ui/use-form-intent.ts";
import { useFormat } from "#app/ui/use-format.tsx";
import {
  isOwn,
  type CutoffMeasure,
  type CutoffsErrors,
  type CutoffsFields,
} from "../cutoffs-form.ts";
import { groupLabel } from "../group-label.ts";
import type { RfmCutoffs } from "../rfm.ts";
import type { GroupCount } from "../score-counts.ts";
import type { Four, RfmSettings } from "../settings.ts";
import { SCHEME_OPTIONS } from "./groups-card.tsx";

const METHOD_OPTIONS = [
  { value: "tie-safe", label: "Fifths of your buyers, equal customers equally" },
  { value: "fixed-days", label: "Recency by fixed days, the rest by fifths" },
  { value: "quantile-7", label: "Quantiles as R's package rfm cuts them, to compare" },
];

const MEASURES: { measure: CutoffMeasure; title: string; own: string; of: string[] }[] = [
  {
    measure: "recency",
    title: "Recency: most days since the last order",
    own: "My own days",
    of: ["Score 5", "Score 4", "Score 3", "Score 2"],
  },
  {
    measure: "frequency",
    title: "Frequency: least orders",
    own: "My own orders",
    of: ["Score 2", "Score 3", "Score 4", "Score 5"],
  },
  {
    measure: "monetary",
    title: "Monetary: least net spend",
    own: "My own amounts",
    of: ["Score 2", "Score 3", "Score 4", "Score 5"],
  },
];

export interface CutoffPreview {
  groups: (GroupCount & { before: number })[];
}

interface Props {
  settings: RfmSettings;
  /** What customers were scored by last; recency in days of the last order. */
  cutoffs: RfmCutoffs;
  asOfDay: number;
  /** Days that the shop's own repurchase intervals propose. */
  ownDays: Four | null;
  errors: CutoffsErrors | null;
  preview: CutoffPreview | null;
  isSaved: boolean;
}

/** The cut-offs in use, and the form to change them. */
export function CutoffsCard(props: Props) {
  const { settings, errors, preview, isSaved, ownDays } = props;
  const format = useFormat();
  const { form, busy, send } = useFormIntent();
  const [typed, setTyped] = useState(() => fieldsFrom(props, format.currency));
  const setValue = (measure: CutoffMeasure, i: number) => (value: string) => {
    setTyped((before) => ({
      ...before,
      values: {
        ...before.values,
        [measure]: before.values[measure].map((one, at) => (at === i ? value : one)),
      },
    }));
  };
  const takeOwnDays = () => {
    if (!ownDays) return;
    setTyped((before) => ({
      ...before,
      method: "fixed-days",
      values: { ...before.values, recency: ownDays.map(String) },
    }));
  };
  const isChanged = settings.method !== "tie-safe" || Object.values(settings.edited).some(Boolean);
  return (
    <Card>
      <Form method="post" noValidate ref={form}>
        <input type="hidden" name="intent" value="save" />
        <BlockStack gap="400">
          <Text as="h2" variant="headingMd">
            Cut-offs
          </Text>
          <Text as="p" tone="subdued">
            Who has as much as a score asks for has the score. The values shown are those that
            customers were scored by last; a dash is a score that equal customers leave to nobody.
          </Text>
          {isSaved ? (
            <Banner tone="success" title="Saved. Customers are being scored anew." />
          ) : null}
          {errors ? <Banner tone="critical" title="Please look at the marked fields" /> : null}
          <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
            <Select
              label="How scores are cut"
              name="method"
              options={METHOD_OPTIONS}
              value={typed.method}
              onChange={(value) => {
                const method = METHOD_OPTIONS.find((one) => one.value === value)?.value;
                if (method) setTyped({ ...typed, method: method as CutoffsFields["method"] });
              }}
            />
            <Select
              label="Groups shown"
              name="scheme"
              options={SCHEME_OPTIONS}
              value={typed.scheme}
              onChange={(value) => {
                const scheme = SCHEME_OPTIONS.find((one) => one.value === value)?.value;
                if (scheme) setTyped({ ...typed, scheme });
              }}
            />
          </InlineGrid>
          {ownDays ? (
            <InlineStack gap="200" blockAlign="center">
              <Text as="span" tone="subdued">
                {`Of those who came back, half had within ${ownDays[0]} days, three quarters within ${ownDays[1]}, nine tenths within ${ownDays[2]}, nineteen twentieths within ${ownDays[3]}.`}
              </Text>
              <Button variant="plain" onClick={takeOwnDays}>
                Use these days
              </Button>
            </InlineStack>
          ) : null}
          {MEASURES.map(({ measure, title, own, of }) => {
            const isFixed = measure === "recency" && typed.method === "fixed-days";
            const isEditable = isOwn(typed, measure);
            return (
              <BlockStack gap="200" key={measure}>
                <InlineStack align="space-between" blockAlign="center" gap="200">
                  <Text as="h3" variant="headingSm">
                    {title}
                  </Text>
                  {isFixed ? null : (
                    <Checkbox
                      label={own}
                      name={`own-${measure}`}
                      value="on"
                      checked={typed.own[measure]}
                      onChange={(checked) => {
                        setTyped({ ...typed, own: { ...typed.own, [measure]: checked } });
                      }}
                    />
                  )}
                </InlineStack>
                <InlineGrid columns={{ xs: 2, sm: 4 }} gap="200">
                  {of.map((label, i) => (
                    <TextField
                      key={label}
                      label={label}
                      name={`${measure}-${i}`}
                      value={typed.values[measure][i] ?? ""}
                      onChange={setValue(measure, i)}
                      disabled={!isEditable}
                      inputMode={measure === "monetary" ? "decimal" : "numeric"}
                      autoComplete="off"
                      error={errors?.[measure] !== undefined}
                    />
                  ))}
                </InlineGrid>
                {errors?.[measure] ? (
                  <Text as="p" tone="critical">
                    {errors[measure]}
                  </Text>
                ) : null}
              </BlockStack>
            );
          })}
          {preview ? <Preview preview={preview} /> : null}
          <InlineStack align="end" gap="200">
            {isChanged ? (
              <Button
                variant="tertiary"
                onClick={() => {
                  send("reset");
                }}
                loading={busy === "reset"}
              >
                Back to automatic
              </Button>
            ) : null}
            <Button
              onClick={() => {
                send("preview");
              }}
              loading={busy === "preview"}
            >
              Show what changes
            </Button>
            <Button submit variant="primary" loading={busy === "save"}>
              Save
            </Button>
          </InlineStack>
        </BlockStack>
      </Form>
    </Card>
  );
}

function Preview({ preview: { groups } }: { preview: CutoffPreview }) {
  const format = useFormat();
  return (
    <ScrollBox label="Customers by group, now and with these cut-offs">
      <table className="regulars-table">
        <caption className="regulars-hidden">
          Customers by group, now and with these cut-offs
        </caption>
        <thead>
          <tr>
            <th scope="col">Group</th>
            <th scope="col">Now</th>
            <th scope="col">Then</th>
            <th scope="col">Change</th>
          </tr>
        </thead>
        <tbody>
          {groups.map(({ group, before, customers }) => (
            <tr key={group}>
              <th scope="row">{groupLabel(group)}</th>
              <td>{format.count(before)}</td>
              <td>{format.count(customers)}</td>
              <td>{format.signed(customers - before)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

/** What stands in the form at first: the merchant's own values, else those in use. */
function fieldsFrom({ settings, cutoffs, asOfDay }: Props, currency: string): CutoffsFields {
  const { method, scheme, edited, recencyDays } = settings;
  const text = (values: readonly (number | null)[], of: (value: number) => string) =>
    values.map((value) => (value === null ? "–" : of(value)));
  const days = edited.recency ?? (method === "fixed-days" ? recencyDays : null);
  const inUse = cutoffs.recency.map((day) => (day === null ? null : asOfDay - day)).reverse();
  return {
    ...{ method, scheme },
    own: {
      recency: edited.recency !== null,
      frequency: edited.frequency !== null,
      monetary: edited.monetary !== null,
    },
    values: {
      recency: text(days ?? inUse, String),
      frequency: text(edited.frequency ?? cutoffs.frequency, String),
      monetary: text(edited.monetary ?? cutoffs.monetary, (minor) => decimalText(minor, currency)),
    },
  };
}
