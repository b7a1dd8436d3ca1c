import { useNavigation, useSubmit } from "@remix-run/react";
import { Banner, BlockStack, Button, ButtonGroup, Text } from "@shopify/polaris";
import { ScrollBox } from "#app/ui/scroll-box.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { Drift } from "../../drift.ts";
import type { Terms } from "../../terms.ts";
import type { Titles } from "../offer-words.ts";
import { driftWords } from "./drift-words.ts";

const text = {
  title: "Somebody changed this in Shopify",
  explain:
    "What Shopify holds is not what this offer says. Mend it to send the offer again, or adopt what stands in Shopify.",
  mend: "Mend: send the offer again",
  adopt: "Adopt what Shopify holds",
  field: "In",
  ours: "This offer",
  theirs: "Shopify",
};

interface Props {
  drift: Drift[];
  reduction: Terms["reduction"];
  titles: Titles;
}

/** What was changed in Shopify's admin, field by field, with both ways out of it. */
export function DriftCard({ drift, reduction, titles }: Props) {
  const format = useFormat();
  const submit = useSubmit();
  const isBusy = useNavigation().state !== "idle";
  const choose = (intent: "mend" | "adopt") => () => {
    submit({ intent }, { method: "post" });
  };
  return (
    <Banner tone="warning" title={text.title}>
      <BlockStack gap="300">
        <Text as="p">{text.explain}</Text>
        <ScrollBox label={text.title}>
          <table className="regulars-table regulars-drift">
            <thead>
              <tr>
                <th scope="col">{text.field}</th>
                <th scope="col">{text.ours}</th>
                <th scope="col">{text.theirs}</th>
              </tr>
            </thead>
            <tbody>
              {drift.map((one) => {
                const { label, ours, theirs } = driftWords(one, { reduction, titles, format });
                return (
                  <tr key={one.field}>
                    <th scope="row">{label}</th>
                    <td>{ours}</td>
                    <td>{theirs}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </ScrollBox>
        <ButtonGroup>
          <Button onClick={choose("mend")} loading={isBusy}>
            {text.mend}
          </Button>
          <Button onClick={choose("adopt")} disabled={isBusy}>
            {text.adopt}
          </Button>
        </ButtonGroup>
      </BlockStack>
    </Banner>
  );
}
