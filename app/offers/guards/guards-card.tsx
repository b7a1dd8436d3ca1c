import { Badge, BlockStack, Card, Checkbox, InlineStack, Text } from "@shopify/polaris";
import { useFormat } from "#app/ui/use-format.tsx";
import { inTheWay, type Finding, type Level } from "./finding.ts";
import { wordsOf } from "./finding-words.ts";

const text = {
  title: "Before it goes out",
  nothing: "Nothing speaks against it.",
  ready: "Nothing stands in the way.",
  confirm: "I know, and mean it",
};

const LEVELS: Record<Level, { label: string; tone: "critical" | "warning" | "info" }> = {
  stop: { label: "Stops it", tone: "critical" },
  confirm: { label: "To confirm", tone: "warning" },
  advice: { label: "Good to know", tone: "info" },
};

interface Props {
  findings: readonly Finding[];
  /** Codes that the merchant has confirmed. */
  confirmed: readonly string[];
  /** Hears of every tick; without it nothing can be confirmed here. */
  onConfirm?: (confirmed: string[]) => void;
}

/**
 * What there is to say of an offer, what stops it first. What is confirmed goes along as `confirmed` with the form that
 * the card stands in.
 */
export function GuardsCard({ findings, confirmed, onConfirm }: Props) {
  const waiting = inTheWay(findings, confirmed).length;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {text.title}
        </Text>
        <Text as="p" tone="subdued">
          {findings.length === 0 ? text.nothing : waiting === 0 ? text.ready : waitingText(waiting)}
        </Text>
        {findings.length > 0 ? (
          <ul className="regulars-findings">
            {findings.map((finding) => (
              <li key={finding.code}>
                <GuardFinding finding={finding} confirmed={confirmed} onConfirm={onConfirm} />
              </li>
            ))}
          </ul>
        ) : null}
      </BlockStack>
    </Card>
  );
}

const waitingText = (waiting: number) =>
  waiting === 1
    ? "One thing keeps it from being activated."
    : `${waiting} things keep it from being activated.`;

function GuardFinding({
  finding,
  confirmed,
  onConfirm,
}: {
  finding: Finding;
  confirmed: readonly string[];
  onConfirm: Props["onConfirm"];
}) {
  const { message, advice } = wordsOf(finding, useFormat());
  const { code, level } = finding;
  const { label, tone } = LEVELS[level];
  const isConfirmed = confirmed.includes(code);
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <Badge tone={level === "confirm" && isConfirmed ? "info" : tone}>{label}</Badge>
      </InlineStack>
      <Text as="p" fontWeight="semibold">
        {message}
      </Text>
      <Text as="p" tone="subdued">
        {advice}
      </Text>
      {level === "confirm" ? (
        <Checkbox
          label={text.confirm}
          name="confirmed"
          value={code}
          checked={isConfirmed}
          disabled={!onConfirm}
          onChange={(checked) => {
            onConfirm?.([...confirmed.filter((one) => one !== code), ...(checked ? [code] : [])]);
          }}
        />
      ) : null}
    </BlockStack>
  );
}
