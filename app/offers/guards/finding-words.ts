import type { Format } from "#app/ui/format.ts";
import { sizingText } from "../holdout/sizing.ts";
import type { Finding, MarginFigures } from "./finding.ts";

/** What is so, and what to do about it. */
interface FindingWords {
  message: string;
  advice: string;
}

/** A finding as a merchant reads it. */
export function wordsOf(finding: Finding, format: Format): FindingWords {
  const { count, money } = format;
  switch (finding.code) {
    case "margin-below-floor":
      return {
        message: `It would leave ${marginText(finding.values, format)}.`,
        advice:
          "Reduce by less, ask for a minimum, or name the products that it is on. The floor stands in Settings.",
      };
    case "past-below-floor":
      return {
        message: `At the prices that members paid in the last ${count(finding.values.days)} days it would have left ${marginText(finding.values, format)}.`,
        advice:
          "If you still sell it so cheaply, leave it out of the offer. Confirm it if that price is gone.",
      };
    case "stack-below-floor":
      return {
        message: `Together with ${listed(finding.values.titles, "live discounts")} it would leave ${marginText(finding.values, format)}.`,
        advice:
          "Let it combine with less, or change the other discount in Shopify. Confirm it if you mean to give both.",
      };
    case "margin-unknown": {
      const { pieces, withCost } = finding.values;
      return {
        message:
          withCost === 0
            ? "Shopify knows no cost of what it is on: nobody can say what is left."
            : `Of ${count(pieces)} variants that it is on, Shopify knows the cost of ${count(withCost)}.`,
        advice: "Enter “Cost per item” at your products in Shopify; the margin is looked at again.",
      };
    }
    case "ground-not-acknowledged":
      return {
        message: `“${finding.values.segment}” asks who or where somebody is, and a price would depend on it.`,
        advice: "Open the segment, and say there that you know and have a reason.",
      };
    case "automatic-full": {
      const { running, limit } = finding.values;
      return {
        message: `Shopify runs ${count(limit)} automatic discounts at once, and your shop has ${count(running)}.`,
        advice: "End one of them, or make this offer with a code.",
      };
    }
    case "automatic-nearly-full": {
      const { running, limit } = finding.values;
      return {
        message: `${count(running)} of the ${count(limit)} automatic discounts that Shopify allows are running.`,
        advice: "Make the next offers with a code, or end what is no longer needed.",
      };
    }
    case "segments-full":
      return {
        message: `Your shop has ${count(finding.values.limit)} segments in Shopify, which is all it can have.`,
        advice: "Delete segments in Shopify that nobody uses: the offer needs one of its own.",
      };
    case "title-taken":
      return {
        message: `Shopify has an automatic discount named “${finding.values.title}” already.`,
        advice: "Give the offer another name: Shopify tells automatic discounts apart by it.",
      };
    case "code-taken":
      return {
        message: `The discount “${finding.values.title}” has the code ${finding.values.code} already.`,
        advice: "Choose another code, or end that discount in Shopify.",
      };
    case "stacks":
      return {
        message: `Members can have it on top of ${listed(finding.values.titles)}.`,
        advice: "Both are taken off. Confirm that you mean it, or let the offer combine with less.",
      };
    case "one-sided":
      return oneSidedWords(finding.values);
    case "excludes":
      return {
        message: `It does not combine with ${listed(finding.values.titles)}.`,
        advice: "Whoever could have both gets the one that takes off more.",
      };
    case "not-reckoned":
      return {
        message: `What ${listed(finding.values.titles)} would take off together with it cannot be reckoned.`,
        advice: "Its rule is another app's, or on single variants: look at a checkout with both.",
      };
    case "better-for-strangers": {
      const { whom, customers, served, savingMinor, theirsMinor } = finding.values;
      return {
        message: `On a usual order it takes off ${money(savingMinor)}; of ${count(customers)} ${whom}, who spend more, ${count(served)} have something as good, and the best they have takes off ${money(theirsMinor)}.`,
        advice:
          "Who is loyal should not pay more than who is not. Give them something as good, or confirm it.",
      };
    }
    case "overlaps": {
      const { members, others } = finding.values;
      const named = others.map((other) => `“${other.title}” (${count(other.members)})`);
      return {
        message: `Of ${count(members)} members, some have other offers as well: ${sentence(named)}.`,
        advice: "The storefront shows each customer one offer, by the order of segments.",
      };
    }
    case "nobody-in-it":
      return {
        message: `Nobody is in “${finding.values.segment}” now.`,
        advice: "Whoever comes into it gets the offer. Confirm it, or choose another segment.",
      };
    case "few-in-it":
      return {
        message: `“${finding.values.segment}” has ${count(finding.values.members)} ${finding.values.members === 1 ? "member" : "members"}.`,
        advice: "A personal note does more than an offer for so few.",
      };
    case "not-for-offers":
      return {
        message: `“${finding.values.segment}” is there to leave its members alone: ${finding.values.advice}`,
        advice: "Choose another segment, or confirm it.",
      };
    case "access-not-discount":
      return {
        message: `For “${finding.values.segment}”: ${finding.values.advice}`,
        advice: "What they would have paid anyway is given away. A holdout tells how much that is.",
      };
    case "uses-run-out": {
      const { usageLimit, members } = finding.values;
      return {
        message: `Its code works ${count(usageLimit)} times, and the segment has ${count(members)} members.`,
        advice:
          "Who comes late is shown a code that the checkout refuses. Allow one use each instead, or confirm it.",
      };
    }
    case "code-without-limit":
      return {
        message: `Every member can use ${finding.values.code} on every order while it runs.`,
        advice: "Allow it once for each customer, or give each member a code of their own.",
      };
    case "no-end":
      return {
        message: "It has no end.",
        advice: "A reduction that is always there becomes the price: set an end.",
      };
    case "long":
      return {
        message: `It runs for ${count(finding.values.days)} days.`,
        advice: "What lasts for longer than a season becomes the price: end it sooner, and look.",
      };
    case "quiet-off":
      return {
        message: `About ${people(finding.values.members, format)} paid full price for it in the last ${count(finding.values.days)} days, and would see it for less.`,
        advice: "Set quiet days, so that they get it later. Confirm it if that is what you mean.",
      };
    case "quiet":
      return {
        message: `About ${people(finding.values.members, format)} paid full price for it in the last ${count(finding.values.days)} days.`,
        advice: "They do not get it until that long has passed.",
      };
    case "holdout":
      return {
        message: sizingText(finding.values.sizing, format),
        advice: "How many are kept from it is fixed once the offer is activated.",
      };
  }
}

function oneSidedWords({ theyRefuse, weRefuse }: { theyRefuse: string[]; weRefuse: string[] }) {
  const theirs =
    theyRefuse.length > 0
      ? `You let it combine with ${listed(theyRefuse)}, but not the other way round: they will not combine.`
      : "";
  const ours =
    weRefuse.length > 0
      ? `${listed(weRefuse)} could combine with it, but this offer does not allow it: they will not combine.`
      : "";
  return {
    message: [theirs, ours].filter(Boolean).join(" "),
    advice:
      "Both must allow it. If they are to combine, allow it here and in the other discount's “Combinations” in Shopify.",
  };
}

/** "4.2% of the price of Blue mug, below the 10% that you want" */
function marginText({ margin, floor, product }: MarginFigures, { percent }: Format): string {
  const wanted = floor === 0 ? "" : `, below the ${percent(floor / WHOLE)} that you want`;
  if (margin >= 0) return `${percent(margin / WHOLE)} of what is paid for ${product}${wanted}`;
  return margin <= -WHOLE
    ? `${product} sold for less than half of what it costs${wanted}`
    : `a loss of ${percent(-margin / WHOLE)} of what is paid for ${product}${wanted}`;
}

const WHOLE = 10_000;
const NAMED = 3;

/** A few by name, the rest by number. */
const listed = (titles: readonly string[], none = "other discounts") =>
  titles.length === 0 ? none : sentence(titles.map((title) => `“${title}”`));

function sentence(parts: readonly string[]): string {
  const rest = parts.length - NAMED;
  const shown = rest > 0 ? [...parts.slice(0, NAMED), `${rest} more`] : parts;
  return shown.length < 2
    ? shown.join("")
    : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1) ?? ""}`;
}

const people = (members: number, { count }: Format) =>
  `${count(members)} ${members === 1 ? "member" : "members"}`;
