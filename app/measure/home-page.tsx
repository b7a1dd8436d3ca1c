import { BlockStack, Card, InlineStack, Layout, Link, List, Page, Text } from "@shopify/polaris";
import { Sparkline } from "#app/ui/charts/sparkline.tsx";
import { Figure, Figures } from "#app/ui/figure.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { AttentionList, GoodToKnow } from "./attention-list.tsx";
import type { Freshness, Home, KeyFigures, TopSegment } from "./home.ts";
import { ImportCard } from "./import-card.tsx";
import { SetupCard } from "./setup-card.tsx";
import { WeightCard } from "./weight-card.tsx";

const text = {
  title: "Home",
  figures: "Your customers",
  segments: "Largest segments",
  allSegments: "All segments",
  counts: "What counts",
  changeCounts: "Change what counts",
  fresh: "How fresh this is",
  never: "not yet",
};

const STAGES: Record<string, string> = {
  facts: "Customers' figures",
  segments: "Segments",
  recommendations: "Recommendations",
  publish: "Storefront",
  reconcile: "Compared with Shopify",
};

interface Props {
  home: Home;
  /** Opens the theme editor with a block of ours ready to be placed. */
  blockLinks: { label: string; url: string }[];
}

/** What a merchant sees first: how far the setup is, how the shop does, and what needs a look. */
export function HomePage({ home, blockLinks }: Props) {
  return (
    <Page title={text.title}>
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            {home.progress?.isRunning ? <ImportCard progress={home.progress} /> : null}
            <AttentionList attention={home.attention} />
            <SetupCard home={home} blockLinks={blockLinks} />
            {home.figures.asOf === null ? null : <FiguresCard figures={home.figures} />}
            {home.segments.length === 0 ? null : <Segments segments={home.segments} />}
            <WeightCard />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <GoodToKnow attention={home.attention} />
            <CountingRule rule={home.countingRule} />
            <FreshnessCard freshness={home.freshness} />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}

function FiguresCard({ figures }: { figures: KeyFigures }) {
  const format = useFormat();
  const { customers, buyers, regulars, orders, netMinor, asOf } = figures;
  return (
    <Card padding="0">
      <BlockStack>
        <CardHead title={text.figures} asOf={asOf} />
        <Figures>
          <Figure
            label="Customers"
            value={format.count(customers)}
            note={`${format.count(buyers)} have bought`}
          />
          <Figure
            label="Came back"
            value={buyers === 0 ? "–" : format.percent(regulars / buyers)}
            note={`${format.count(regulars)} bought twice or more`}
          />
          <Figure
            label="Net sales"
            value={format.money(netMinor)}
            note={`${format.count(orders)} orders that count`}
          />
          <Figure
            label="Net per order"
            value={orders === 0 ? "–" : format.money(Math.round(netMinor / orders))}
            note="on average"
          />
        </Figures>
      </BlockStack>
    </Card>
  );
}

function Segments({ segments }: { segments: TopSegment[] }) {
  const format = useFormat();
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {text.segments}
          </Text>
          <Link url="/app/segments" removeUnderline>
            {text.allSegments}
          </Link>
        </InlineStack>
        <ul className="regulars-rows">
          {segments.map(({ segmentId, name, memberCount, trend }) => (
            <li key={segmentId}>
              <Link url={`/app/segments/${segmentId}`} removeUnderline monochrome>
                {name}
              </Link>
              <Sparkline values={trend} label={`Members of ${name} over ${trend.length} days`} />
              <span className="regulars-figure">{format.count(memberCount)}</span>
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  );
}

function CountingRule({ rule }: { rule: string }) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {text.counts}
        </Text>
        <Text as="p">{rule}</Text>
        <Link url="/app/settings" removeUnderline>
          {text.changeCounts}
        </Link>
      </BlockStack>
    </Card>
  );
}

function FreshnessCard({ freshness }: { freshness: Freshness[] }) {
  const format = useFormat();
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {text.fresh}
        </Text>
        <List>
          {freshness.map(({ stage, asOf }) => (
            <List.Item key={stage}>
              {`${STAGES[stage] ?? stage}: `}
              {asOf === null ? (
                text.never
              ) : (
                <time dateTime={new Date(asOf).toISOString()}>{format.moment(asOf)}</time>
              )}
            </List.Item>
          ))}
        </List>
      </BlockStack>
    </Card>
  );
}

function CardHead({ title, asOf }: { title: string; asOf: number | null }) {
  const format = useFormat();
  return (
    <div className="regulars-card-head">
      <Text as="h2" variant="headingMd">
        {title}
      </Text>
      {asOf === null ? null : (
        <Text as="p" variant="bodySm" tone="subdued">
          {`as of ${format.moment(asOf)}`}
        </Text>
      )}
    </div>
  );
}
