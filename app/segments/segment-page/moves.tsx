import { BlockStack, Card, Link, Text } from "@shopify/polaris";
import { CAUSE_WORDS, isCause } from "#app/segments/membership/cause.ts";
import type { Moves as CauseMoves, RecentMove } from "#app/segments/profile/moves.server.ts";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

const text = {
  title: "Who came and went, and why",
  none: "Nobody came or went.",
  latest: "The latest ones, by customer",
};

const because = (cause: string) => (isCause(cause) ? CAUSE_WORDS[cause] : cause);

interface Props {
  moves: CauseMoves[];
  recent: RecentMove[];
  days: number;
}

/** Each move has exactly one cause. */
export function Moves({ moves, recent, days }: Props) {
  const format = useFormat();
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {text.title}
          </Text>
          <Text as="p" tone="subdued">{`In the last ${days} days`}</Text>
        </BlockStack>
        {moves.length === 0 ? (
          <Text as="p" tone="subdued">
            {text.none}
          </Text>
        ) : (
          <table className="regulars-table">
            <caption className="regulars-hidden">{text.title}</caption>
            <thead>
              <tr>
                <th scope="col">Because</th>
                <th scope="col">Came</th>
                <th scope="col">Went</th>
              </tr>
            </thead>
            <tbody>
              {moves.map(({ cause, came, went }) => (
                <tr key={cause}>
                  <th scope="row">{because(cause)}</th>
                  <td>{came === 0 ? "–" : format.count(came)}</td>
                  <td>{went === 0 ? "–" : format.count(went)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {recent.length === 0 ? null : (
          <Disclosure label={text.latest}>
            <ul className="regulars-rows">
              {recent.map(({ customerId, at, isComing, cause }) => (
                <li key={`${customerId} ${at} ${isComing}`}>
                  <Link url={`/app/customers/${customerId}`}>{`Customer ${customerId}`}</Link>
                  <span>{`${isComing ? "came" : "went"}: ${because(cause)}`}</span>
                  <span>{format.moment(at)}</span>
                </li>
              ))}
            </ul>
          </Disclosure>
        )}
      </BlockStack>
    </Card>
  );
}
