import { isRouteErrorResponse, useRevalidator, useRouteError } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, Page, Text } from "@shopify/polaris";
import { faultWords } from "./fault-words.ts";

const statusOf = (error: unknown) => (isRouteErrorResponse(error) ? error.status : 500);

/** The boundary of every page: navigation stays, and the page says what happened and what to do next. */
export function PageErrorBoundary() {
  const status = statusOf(useRouteError());
  const { title, advice } = faultWords(status);
  const revalidator = useRevalidator();
  return (
    <Page>
      <Card roundedAbove="sm">
        <BlockStack gap="400">
          <Text as="h1" variant="headingLg">
            {title}
          </Text>
          <Text as="p">{advice}</Text>
          <InlineStack gap="200">
            {status === 404 ? null : (
              <Button
                variant="primary"
                loading={revalidator.state === "loading"}
                onClick={() => {
                  revalidator.revalidate();
                }}
              >
                Try again
              </Button>
            )}
            <Button url="/app">Go to Home</Button>
          </InlineStack>
        </BlockStack>
      </Card>
    </Page>
  );
}

/** Said where there is neither Polaris nor App Bridge, because the merchant could not be identified. */
export function LastResort({ error }: { error: unknown }) {
  const { title, advice } = faultWords(statusOf(error));
  return (
    <main className="regulars-last-resort">
      <h1>{title}</h1>
      <p>{advice}</p>
    </main>
  );
}
