import { BlockStack, Card, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import { ScrollBox } from "#app/ui/scroll-box.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { ShopEvaluation } from "../learning/learned.ts";
import { METHOD_NAMES, evaluationSentences } from "./evaluation-words.ts";

const text = {
  title: "How good they are",
  none: "Nothing has been learned yet. It follows the first import.",
  length: "Products shown",
  headings: [
    "Method",
    "Customers who find one",
    "Found of what was bought",
    "How high up it stands (NDCG)",
    "Part of all products shown",
  ],
};

/** How well customers' last orders were foretold, in words and beside simpler methods. */
export function EvaluationCard({
  evaluation,
}: {
  evaluation: (ShopEvaluation & { learnedAt: number }) | null;
}) {
  const format = useFormat();
  const [length, setLength] = useState("10");
  const lengths = evaluation?.methods[0]?.at.map(({ k }) => String(k)) ?? [];
  const sentences = evaluation
    ? evaluationSentences(evaluation, { count: format.count, percent: format.percent })
    : [text.none];
  const rows = (evaluation?.methods ?? []).flatMap(({ method, at }) => {
    const here = at.find(({ k }) => String(k) === length);
    if (!here || !evaluation) return [];
    const { uses } = evaluation;
    if (method === uses && method !== "engine") return []; // its row is the first
    const within = (share: number, low: number, high: number) =>
      `${format.percent(share)} (${format.percent(low)}–${format.percent(high)})`;
    return [
      {
        name: method === "engine" ? `${METHOD_NAMES[uses]} (in use)` : METHOD_NAMES[method],
        figures: [
          within(here.hitRate, here.hitRateLow, here.hitRateHigh),
          within(here.recall, here.recallLow, here.recallHigh),
          within(here.ndcg, here.ndcgLow, here.ndcgHigh),
          format.percent(here.coverage),
        ],
      },
    ];
  });
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {text.title}
          </Text>
          {evaluation ? (
            <Text as="p" variant="bodySm" tone="subdued">
              {`Learned ${format.moment(evaluation.learnedAt)}`}
            </Text>
          ) : null}
        </BlockStack>
        {sentences.map((sentence, at) => (
          <Text as="p" key={sentence} fontWeight={at === 0 ? "medium" : undefined}>
            {sentence}
          </Text>
        ))}
        {rows.length === 0 ? null : (
          <>
            <Select
              label={text.length}
              labelInline
              options={lengths}
              value={length}
              onChange={setLength}
            />
            <ScrollBox label={text.title}>
              <table className="regulars-table">
                <thead>
                  <tr>
                    {text.headings.map((heading) => (
                      <th key={heading} scope="col">
                        {heading}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rows.map(({ name, figures }) => (
                    <tr key={name}>
                      <th scope="row">{name}</th>
                      {figures.map((figure, column) => (
                        <td key={text.headings[column + 1]}>{figure}</td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </ScrollBox>
          </>
        )}
      </BlockStack>
    </Card>
  );
}
