import { Card, Link, Text } from "@shopify/polaris";
import type { CustomerMove } from "#app/segments/customer/past.server.ts";
import { CAUSE_WORDS, isCause } from "#app/segments/membership/cause.ts";
import { useFormat } from "#app/ui/use-format.tsx";

const text = { title: "History of segments", none: "No segment yet." };

/** When a customer came into segments and left them, and why. */
export function Moves({ moves }: { moves: CustomerMove[] }) {
  const format = useFormat();
  return (
    <Card padding="0">
      <div className="regulars-card-head">
        <Text as="h2" variant="headingMd">
          {text.title}
        </Text>
      </div>
      <div className="regulars-card-body">
        {moves.length === 0 ? (
          <Text as="p" tone="subdued">
            {text.none}
          </Text>
        ) : (
          <ul className="regulars-missed">
            {moves.map(({ segmentId, name, at, isComing, cause }) => (
              <li key={`${segmentId} ${at} ${isComing}`}>
                <span>
                  {isComing ? "Came into " : "Left "}
                  <Link url={`/app/segments/${segmentId}`}>{name}</Link>
                </span>
                <Text as="span" tone="subdued">
                  {`${format.moment(at)}, ${isCause(cause) ? CAUSE_WORDS[cause] : cause}`}
                </Text>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}
