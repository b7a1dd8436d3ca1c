import { Badge, InlineStack, Text } from "@shopify/polaris";
import type { Why } from "./query/why.ts";

const JOINED = {
  all: "All of these",
  any: "At least one of these",
  not: "Not this",
};

/** Why, or why not, clause by clause. */
export function WhyTree({ why }: { why: Why }) {
  return (
    <ul className="regulars-clauses regulars-clauses-root">
      <WhyPart why={why} />
    </ul>
  );
}

function WhyPart({ why }: { why: Why }) {
  return (
    <li>
      <InlineStack gap="200" blockAlign="center">
        <Badge tone={why.isTrue ? "success" : "attention"}>
          {why.isTrue ? "True" : "Not true"}
        </Badge>
        {why.kind === "clause" ? (
          <>
            <code className="regulars-query">{why.text}</code>
            <Text as="span" tone="subdued">
              {why.value}
            </Text>
          </>
        ) : (
          <Text as="span">{JOINED[why.kind]}</Text>
        )}
      </InlineStack>
      {why.kind === "clause" ? null : (
        <ul className="regulars-clauses">
          {why.parts.map((part, index) => (
            <WhyPart key={index} why={part} />
          ))}
        </ul>
      )}
    </li>
  );
}
