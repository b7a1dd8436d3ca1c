import { BlockStack, Button, Card, SkeletonBodyText, Text } from "@shopify/polaris";
import { ForecastCard } from "../forecast/forecast-card.tsx";
import { GuardsCard } from "../guards/guards-card.tsx";
import type { LivePreview } from "./use-preview.ts";

const text = {
  title: "What it would do",
  unfinished:
    "Say what they get and on what: then the last 90 days are priced again with this offer, and you see what it would have cost.",
  failed: "It could not be reckoned: Shopify or we did not answer.",
  again: "Try again",
  reckoning: "Being reckoned",
  reckoned: "Reckoned",
};

interface Props {
  preview: LivePreview;
  /** Codes of findings that the merchant has confirmed. */
  confirmed: readonly string[];
  onConfirm: (confirmed: string[]) => void;
}

/** What an offer would have cost, and what speaks against it; the last answer stays until the next is there. */
export function PreviewCards({ preview, confirmed, onConfirm }: Props) {
  const { state, last, again } = preview;
  return (
    <BlockStack gap="400">
      <p className="regulars-hidden" role="status">
        {state === "reckoning" ? text.reckoning : state === "reckoned" ? text.reckoned : ""}
      </p>
      {state === "failed" ? (
        <Card>
          <BlockStack gap="200" inlineAlign="start">
            <Text as="p">{text.failed}</Text>
            <Button onClick={again}>{text.again}</Button>
          </BlockStack>
        </Card>
      ) : null}
      {last?.kind === "reckoned" ? (
        <div className="regulars-reckoned" aria-busy={state === "reckoning"}>
          <BlockStack gap="400">
            <GuardsCard findings={last.findings} confirmed={confirmed} onConfirm={onConfirm} />
            <ForecastCard forecast={last.forecast} />
          </BlockStack>
        </div>
      ) : (
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              {text.title}
            </Text>
            {last === null && state === "reckoning" ? (
              <SkeletonBodyText lines={6} />
            ) : (
              <Text as="p" tone="subdued">
                {text.unfinished}
              </Text>
            )}
          </BlockStack>
        </Card>
      )}
    </BlockStack>
  );
}
