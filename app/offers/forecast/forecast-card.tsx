import { Banner, BlockStack, Card, List, Text } from "@shopify/polaris";
import { Sparkline } from "#app/ui/charts/sparkline.tsx";
import { Figure, Figures } from "#app/ui/figure.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { Forecast, LowestMargin } from "./forecast.ts";
import {
  coverageText,
  forecastAssumptions,
  forecastSentences,
  placeText,
} from "./forecast-words.ts";

const text = {
  title: "What it would have cost",
  alone: "This offer alone",
  weeks: "What it would have cost week by week, the latest last",
  stacked: "Beside all live discounts",
  none: "No other discount is live.",
  margin: "Lowest margin",
  stackedMargin: "Lowest margin beside live discounts",
  unknown: "Not known",
  loss: "In the worst case something is sold below its cost.",
  assumptions: "What this takes for granted",
};

/** The last 90 days priced again, in figures and in words. */
export function ForecastCard({ forecast }: { forecast: Forecast }) {
  const format = useFormat();
  const { alone, stacked, live, weeks } = forecast;
  const isLoss = (stacked.lowestMargin?.basisPoints ?? 0) < 0;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {text.title}
        </Text>
        {alone.orders === 0 ? null : (
          <Figures>
            <Figure
              label={text.alone}
              value={format.money(alone.costMinor)}
              note={<Sparkline values={weeks} label={text.weeks} />}
            />
            <Figure
              label={text.stacked}
              value={format.money(stacked.costMinor)}
              note={live.reckoned === 0 ? text.none : null}
            />
            <Margin label={text.margin} lowest={alone.lowestMargin}>
              {coverageText(forecast, format)}
            </Margin>
            {live.reckoned === 0 ? null : (
              <Margin label={text.stackedMargin} lowest={stacked.lowestMargin} />
            )}
          </Figures>
        )}
        {isLoss ? <Banner tone="warning">{text.loss}</Banner> : null}
        {forecastSentences(forecast, format).map((sentence, at) => (
          <Text as="p" key={sentence} fontWeight={at === 1 ? "medium" : undefined}>
            {sentence}
          </Text>
        ))}
        <BlockStack gap="100">
          <Text as="h3" variant="headingSm">
            {text.assumptions}
          </Text>
          <List>
            {forecastAssumptions(forecast, format).map((assumption) => (
              <List.Item key={assumption}>{assumption}</List.Item>
            ))}
          </List>
        </BlockStack>
      </BlockStack>
    </Card>
  );
}

interface MarginProps {
  label: string;
  lowest: LowestMargin | null;
  children?: string;
}

function Margin({ label, lowest, children }: MarginProps) {
  const format = useFormat();
  const place = lowest && placeText(lowest);
  return (
    <Figure
      label={label}
      value={lowest ? format.basisPoints(lowest.basisPoints) : text.unknown}
      note={[place, children].filter(Boolean).join(" ")}
    />
  );
}
