import { BlockStack, Button, ButtonGroup, Card, Icon, InlineStack, Text } from "@shopify/polaris";
import { CheckCircleIcon } from "@shopify/polaris-icons";
import type { ReactNode } from "react";
import type { Home } from "./home.ts";

const ToDoIcon = () => (
  <svg viewBox="0 0 20 20">
    <circle
      cx="10"
      cy="10"
      r="6.25"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeDasharray="2 2"
    />
  </svg>
);

interface Step {
  title: string;
  isDone: boolean;
  body: ReactNode;
}

interface Props {
  home: Home;
  blockLinks: { label: string; url: string }[];
}

/** The way from installing to the first regular who pays less. Gone when it has been walked. */
export function SetupCard({ home, blockLinks }: Props) {
  const isImported = home.progress !== null && !home.progress.isRunning;
  const hasSegments = home.segments.some(({ asOf }) => asOf !== null);
  const hasOffer = home.offerCount > 0;
  if (isImported && hasSegments && hasOffer) return null;

  const steps: Step[] = [
    {
      title: "Import your orders, customers and products",
      isDone: isImported,
      body: "This happens by itself. We keep ids and purchases, never names or e-mail addresses.",
    },
    {
      title: "See who your regulars are",
      isDone: hasSegments,
      body: hasSegments ? (
        <Button url="/app/segments">Look at the segments</Button>
      ) : (
        "Twelve ready-made segments fill when the import is done."
      ),
    },
    {
      title: "Add the blocks to your theme",
      isDone: false,
      body: (
        <BlockStack gap="200">
          <Text as="p">
            The shelf shows each customer their own products, the offer line their discount; “why”
            says what that rests on, and lets them switch it off. Save in the theme editor, and they
            are there.
          </Text>
          <ButtonGroup>
            {blockLinks.map(({ label, url }) => (
              <Button key={url} url={url} target="_top">
                {label}
              </Button>
            ))}
          </ButtonGroup>
        </BlockStack>
      ),
    },
    {
      title: "Make your first offer",
      isDone: hasOffer,
      body: (
        <Button url="/app/offers/new" variant="primary" disabled={!hasSegments}>
          Create an offer
        </Button>
      ),
    },
  ];

  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Set up Regulars
          </Text>
          <Text as="p" tone="subdued">
            {`${steps.filter(({ isDone }) => isDone).length} of ${steps.length} done`}
          </Text>
        </BlockStack>
        <ol className="regulars-steps">
          {steps.map(({ title, isDone, body }) => (
            <li key={title}>
              <span>
                <Icon
                  source={isDone ? CheckCircleIcon : ToDoIcon}
                  tone={isDone ? "success" : "subdued"}
                  accessibilityLabel={isDone ? "Done" : "To do"}
                />
              </span>
              <BlockStack gap="200">
                <Text as="h3" variant="headingSm">
                  {title}
                </Text>
                {isDone ? null : (
                  <InlineStack>
                    {typeof body === "string" ? <Text as="p">{body}</Text> : body}
                  </InlineStack>
                )}
              </BlockStack>
            </li>
          ))}
        </ol>
      </BlockStack>
    </Card>
  );
}
