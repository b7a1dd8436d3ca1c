import { Badge, BlockStack, Card, Text } from "@shopify/polaris";
import {
  REACHABLE_SHARE,
  SUBSTANTIAL,
  type Viability as Judgement,
} from "#app/segments/profile/viability.ts";
import { RECENT_DAYS } from "#app/segments/profile/habits.ts";
import type { Format } from "#app/ui/format.ts";
import { useFormat } from "#app/ui/use-format.tsx";

const text = {
  title: "Is it worth having?",
  yes: "Yes",
  no: "Not yet",
  unknown: "Can't tell yet",
};

const RULES: Record<Judgement["rule"], { label: string; rule: (format: Format) => string }> = {
  substantial: {
    label: "Substantial",
    rule: (format) =>
      `At least ${SUBSTANTIAL.members} members and ${format.percent(SUBSTANTIAL.share)} of your customers.`,
  },
  reachable: {
    label: "Reachable",
    rule: (format) =>
      `At least ${format.percent(REACHABLE_SHARE)} of the members have said yes to e-mail, or have an account.`,
  },
  profitable: {
    label: "Profitable",
    rule: () =>
      `A member spent no less in the last ${RECENT_DAYS} days than your average buyer, net.`,
  },
  growing: { label: "Growing", rule: () => "No smaller than about a month ago." },
  "has-objective": { label: "Has an objective", rule: () => "You said what it is for." },
};

/** Five rules, each with its numbers. */
export function Viability({ viability }: { viability: Judgement[] }) {
  const format = useFormat();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {text.title}
        </Text>
        <ul className="regulars-findings">
          {viability.map((judgement) => (
            <li key={judgement.rule} className="regulars-judgement">
              <Text as="span" fontWeight="semibold">
                {RULES[judgement.rule].label}
              </Text>
              <Badge {...toneOf(judgement.holds)}>{wordOf(judgement.holds)}</Badge>
              <Text as="p" tone="subdued">
                {`${figuresText(judgement, format)}${RULES[judgement.rule].rule(format)}`}
              </Text>
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  );
}

const wordOf = (holds: boolean | null) =>
  holds === null ? text.unknown : holds ? text.yes : text.no;

const toneOf = (holds: boolean | null) =>
  holds === null ? {} : ({ tone: holds ? "success" : "attention" } as const);

/** The numbers that decided. */
function figuresText({ figures }: Judgement, format: Format): string {
  if (figures === null) return "";
  if ("net" in figures) {
    return `${format.money(figures.net)} a member, ${format.money(figures.shopNet)} a buyer. Rule: `;
  }
  if ("before" in figures) {
    return `${format.count(figures.members)} now, ${format.count(figures.before)} ${figures.days} days ago. Rule: `;
  }
  if ("members" in figures) {
    return `${format.count(figures.members)} members, ${format.percent(figures.share)}. Rule: `;
  }
  return `${format.percent(figures.share)}. Rule: `;
}
