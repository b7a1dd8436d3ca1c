import { Button, InlineStack, Text } from "@shopify/polaris";
import { useFormat } from "#app/ui/use-format.tsx";
import type { Counted } from "./preview.ts";
import type { LiveCount } from "./use-live-count.ts";

/** How many customers the query is true of, while it is being written. */
export function LiveCountLine({ count }: { count: LiveCount }) {
  const { state, last } = count;
  return (
    <div role="status" className="regulars-count" data-state={state}>
      {last && state !== "idle" ? <CountWords counted={last} /> : null}
      <StateWords count={count} />
    </div>
  );
}

function CountWords({ counted }: { counted: Counted }) {
  const format = useFormat();
  const { members, customers, isEstimate, between, moves, asOf } = counted;
  const [least, most] = between;
  const share = customers > 0 ? ` (${format.percent(members / customers)})` : "";
  return (
    <>
      <span className="regulars-count-members" title={`As of ${format.moment(asOf)}`}>
        {`${isEstimate ? "About " : ""}${format.count(members)} of ${format.count(customers)} customers${share}`}
      </span>
      {isEstimate ? (
        <Text as="span" tone="subdued">
          {`Estimated: between ${format.count(least)} and ${format.count(most)}.`}
        </Text>
      ) : null}
      {moves ? (
        <Text as="span" tone="subdued">
          {moves.join + moves.leave === 0
            ? "Saving moves nobody."
            : `Saving lets ${isEstimate ? "about " : ""}${format.count(moves.join)} join and ${format.count(moves.leave)} leave.`}
        </Text>
      ) : null}
    </>
  );
}

function StateWords({ count: { state, last, again } }: { count: LiveCount }) {
  switch (state) {
    case "idle":
    case "counted":
      return null;
    case "counting":
      return <Text as="span" tone="subdued">{last ? "Counting again…" : "Counting…"}</Text>; // prettier-ignore
    case "refused":
      return last && <Text as="span" tone="subdued">Before the mistake in the text.</Text>; // prettier-ignore
    case "failed":
      return (
        <InlineStack gap="200" blockAlign="center">
          <Text as="span" tone="critical">
            It could not be counted just now.
          </Text>
          <Button variant="plain" onClick={again}>
            Try again
          </Button>
        </InlineStack>
      );
  }
}
