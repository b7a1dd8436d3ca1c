import { useFetcher, useParams } from "@remix-run/react";
import { BlockStack, Button, Text } from "@shopify/polaris";
import { useFormat } from "#app/ui/use-format.tsx";
import { LATE_WORDS, type ComparedDay } from "./compared-day.ts";

/** Computes a past day's members again when asked to, and says where they differ from those that were kept. */
export function CompareDay({ day }: { day: string }) {
  const { segmentId } = useParams();
  const fetcher = useFetcher<ComparedDay>({ key: `compared-${segmentId}-${day}` });
  return (
    <BlockStack gap="200" inlineAlign="start">
      <Button
        loading={fetcher.state !== "idle"}
        onClick={() => {
          fetcher.load(`/app/segments/${segmentId}/compared?day=${day}`);
        }}
      >
        Compare with that day’s purchases
      </Button>
      <div role="status">{fetcher.data ? <Compared found={fetcher.data} /> : null}</div>
    </BlockStack>
  );
}

function Compared({ found }: { found: ComparedDay }) {
  const format = useFormat();
  switch (found.kind) {
    case "missing":
      return <Text as="p">There is no such segment.</Text>;
    case "not-kept":
      return <Text as="p">The segment was made after that day.</Text>;
    case "query-refused":
      return (
        <Text as="p">{`Its query of that day cannot be read any more: ${found.message}`}</Text>
      );
    case "known": {
      const { members, kept, differences, because, today } = found;
      return (
        <BlockStack gap="100">
          <Text as="p">
            {differences === 0
              ? `Equal: the purchases of that day make the same ${format.count(kept)} members.`
              : `The purchases of that day make ${format.count(members)} members, ${format.count(kept)} were kept; ${format.count(differences)} customers differ.`}
          </Text>
          {because.map(({ late, customers }) => (
            <Text as="p" key={late} tone="subdued">
              {`${format.count(customers)}: ${LATE_WORDS[late]}`}
            </Text>
          ))}
          {today.length > 0 ? (
            <Text as="p" tone="subdued">
              {`Taken as it is today, since its past is not kept: ${today.join(", ")}.`}
            </Text>
          ) : null}
        </BlockStack>
      );
    }
  }
}
