import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, List, Text } from "@shopify/polaris";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { linesOf, type Found } from "./found.ts";

interface Props {
  receipt: {
    metafields: { ownerType: string; key: string; count: number; lastAt: number }[];
    objects: { kind: string; handle: string; objectId: number; publishedAt: number }[];
  };
  scan: { scannedAt: number; found: Found } | null;
}

/** What each kind is, and whose. */
const METAFIELDS: Record<string, string> = {
  "customer.segments": "Customers: which segments and offers are theirs",
  "customer.picks": "Customers: products picked for them",
  "customer.why": "Customers: why these products",
  "customer.usual": "Customers: what they buy again",
  "customer.codes": "Customers: their own codes",
  "customer.tier": "Customers: their tier",
  "customer.choice": "Customers: what they said about being shown this",
  "product.goes_with": "Products: what goes well with them",
  "app.enabled": "The app: whether blocks are on",
  "app.config": "The app: the order of segments and offers",
};

const OBJECTS: Record<string, string> = {
  metaobject: "Metaobjects (shelves of segments, offers, tiers)",
  twin: "Customer segments that mirror an offer’s members",
  discount: "Discounts that carry an offer",
};

/** What we wrote into the shop, line by line, and what Shopify itself counted. */
export function ReceiptCard({ receipt, scan }: Props) {
  const format = useFormat();
  const counting = useFetcher();
  const { metafields, objects } = receipt;
  const isEmpty = metafields.length === 0 && objects.length === 0;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          What we wrote into your shop
        </Text>
        {isEmpty ? (
          <Text as="p">Nothing, or nothing any more.</Text>
        ) : (
          <ul className="regulars-rows">
            {metafields.map(({ ownerType, key, count, lastAt }) => (
              <Row
                key={`${ownerType}.${key}`}
                what={METAFIELDS[`${ownerType}.${key}`] ?? `${ownerType}.${key}`}
                count={format.count(count)}
                when={format.moment(lastAt)}
              />
            ))}
            {[...new Set(objects.map(({ kind }) => kind))].map((kind) => {
              const ofKind = objects.filter((object) => object.kind === kind);
              const lastAt = Math.max(...ofKind.map(({ publishedAt }) => publishedAt));
              return (
                <Row
                  key={kind}
                  what={OBJECTS[kind] ?? kind}
                  count={format.count(ofKind.length)}
                  when={format.moment(lastAt)}
                />
              );
            })}
          </ul>
        )}
        <Text as="p" tone="subdued">
          No tags, no files, no theme code. Blocks are part of the app and go with it.
        </Text>
        {objects.length > 0 ? (
          <Disclosure label="Each by its number in Shopify">
            <List>
              {objects.map(({ kind, handle, objectId }) => (
                <List.Item key={`${kind} ${handle}`}>{`${kind} ${handle}: ${objectId}`}</List.Item>
              ))}
            </List>
          </Disclosure>
        ) : null}
        <InlineStack gap="300" blockAlign="center" align="space-between">
          <Text as="p" tone="subdued">
            {scan === null
              ? "Shopify was not asked yet what it holds."
              : `Shopify counted ${countText(scan.found, format.count)} on ${format.moment(scan.scannedAt)}.`}
          </Text>
          <counting.Form method="post">
            <input type="hidden" name="intent" value="scan" />
            <Button submit loading={counting.state !== "idle"}>
              Ask Shopify
            </Button>
          </counting.Form>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

const Row = ({ what, count, when }: { what: string; count: string; when: string }) => (
  <li>
    <span>{what}</span>
    <Text as="span" numeric fontWeight="semibold">
      {count}
    </Text>
    <Text as="span" tone="subdued">
      {when}
    </Text>
  </li>
);

function countText(found: Found, count: (n: number) => string): string {
  const lines = linesOf(found);
  return lines.length === 0
    ? "nothing of ours"
    : lines.map((line) => `${count(line.count)} of ${line.what}`).join(", ");
}
