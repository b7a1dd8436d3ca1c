import { useFetcher } from "@remix-run/react";
import { BlockStack, Card, InlineGrid, Select, Text } from "@shopify/polaris";
import {
  isMeasure,
  isObjective,
  measures,
  objectives,
  MEASURES,
  OBJECTIVES,
  type Measure,
} from "#app/segments/objectives.ts";
import type { Segment } from "#app/segments/segment.ts";
import type { Format } from "#app/ui/format.ts";
import { useFormat } from "#app/ui/use-format.tsx";

const text = {
  title: "What it is for",
  objective: "Objective",
  measure: "Judged by",
  none: "Not said yet",
  nothing: "nothing to take it of yet",
};

const NONE = { label: text.none, value: "" };

/** The objective of a segment and the one number it is judged by, saved as soon as they are chosen. */
export function Purpose({ segment, measured }: { segment: Segment; measured: number | null }) {
  const fetcher = useFetcher();
  const chosen = (name: "objective" | "measure") => {
    const sent = fetcher.formData?.get(name);
    return typeof sent === "string" ? sent : (segment[name] ?? "");
  };
  const [objective, measure] = [chosen("objective"), chosen("measure")];
  const save = (change: { objective?: string; measure?: string }) => {
    fetcher.submit({ intent: "purpose", objective, measure, ...change }, { method: "post" });
  };
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {text.title}
        </Text>
        <InlineGrid columns={{ xs: 1, sm: 3 }} gap="400">
          <Select
            label={text.objective}
            options={[
              NONE,
              ...OBJECTIVES.map((value) => ({ value, label: objectives[value].label })),
            ]}
            value={objective}
            onChange={(value) => {
              save({ objective: value });
            }}
            helpText={isObjective(objective) ? objectives[objective].explains : undefined}
          />
          <Select
            label={text.measure}
            options={[NONE, ...MEASURES.map((value) => ({ value, label: measures[value].label }))]}
            value={measure}
            onChange={(value) => {
              save({ measure: value });
            }}
            helpText={isMeasure(measure) ? measures[measure].explains : undefined}
          />
          {isMeasure(measure) && measure === segment.measure ? (
            <Measured measure={measure} measured={measured} />
          ) : null}
        </InlineGrid>
      </BlockStack>
    </Card>
  );
}

function Measured({ measure, measured }: { measure: Measure; measured: number | null }) {
  const format = useFormat();
  return (
    <div className="regulars-measured">
      <Text as="p" variant="bodySm" tone="subdued">
        {measures[measure].label}
      </Text>
      <Text as="p" variant="headingLg">
        {measured === null ? text.nothing : measureText(measure, measured, format)}
      </Text>
    </div>
  );
}

function measureText(measure: Measure, value: number, format: Format): string {
  switch (measures[measure].unit) {
    case "count":
      return format.count(value);
    case "money":
      return format.money(value);
    case "share":
      return format.percent(value);
  }
}
