import { Form, useNavigation } from "@remix-run/react";
import {
  Badge,
  Banner,
  BlockStack,
  Box,
  Button,
  Card,
  Checkbox,
  InlineStack,
  Layout,
  List,
  Page,
  Text,
} from "@shopify/polaris";
import { useState, type ReactNode } from "react";
import { DownloadButton } from "#app/ui/download-button.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

const text = {
  title: "Settings",
  counts: "What counts",
  countsExplain:
    "Orders count unless they are tests or cancelled. Amounts are net of refunds, in your shop's currency.",
  shipping: "Count shipping",
  tax: "Count tax",
  save: "Save",
  saved: "Saved. All figures and segments are being made anew.",
  privacy: "Privacy",
  privacyExplain: "What we keep, and what we never keep",
  requests: "Requests for data",
  noRequests: "No customer has asked for their data.",
  offers: "Offers",
  offersExplain: "What holds for every offer before it is activated",
  offersOpen: "Margin floor, do-not-offer tag, quiet days, disclosure",
  events: "Events from outside",
  eventsExplain: "Answers to surveys and what else your other systems know of customers",
  eventsOpen: "Send events, or see what has arrived",
  storefront: "Storefront",
  storefrontExplain: "Who is asked first, and everything that we wrote into your shop",
  storefrontOpen: "Consent, receipt and removal",
  connection: "Connection to Shopify",
};

export interface DataRequest {
  requestId: number;
  kind: string;
  receivedAt: number;
  completedAt: number | null;
  hasReport: boolean;
}

export interface Connection {
  domain: string;
  installedAt: number;
  scopes: string[];
  hasAllOrders: boolean;
  lastWebhookAt: number | null;
  lastComparedAt: number | null;
}

interface Props {
  countsShipping: boolean;
  countsTax: boolean;
  countingRule: string;
  isSaved: boolean;
  requests: DataRequest[];
  connection: Connection;
}

export function SettingsPage(props: Props) {
  return (
    <Page title={text.title}>
      <Layout>
        <Section title={text.counts} description={text.countsExplain}>
          <CountsForm {...props} />
        </Section>
        <Section title={text.privacy} description={text.privacyExplain}>
          <Privacy requests={props.requests} />
        </Section>
        <Section title={text.offers} description={text.offersExplain}>
          <Card>
            <Button url="/app/settings/offers">{text.offersOpen}</Button>
          </Card>
        </Section>
        <Section title={text.storefront} description={text.storefrontExplain}>
          <Card>
            <Button url="/app/settings/storefront">{text.storefrontOpen}</Button>
          </Card>
        </Section>
        <Section title={text.events} description={text.eventsExplain}>
          <Card>
            <Button url="/app/settings/events">{text.eventsOpen}</Button>
          </Card>
        </Section>
        <Section title={text.connection}>
          <ConnectionCard connection={props.connection} />
        </Section>
      </Layout>
    </Page>
  );
}

/** Polaris leaves the words of a section without a margin on narrow screens. */
function Section(props: { title: string; description?: string; children: ReactNode }) {
  const { title, description, children } = props;
  return (
    <Layout.AnnotatedSection
      title={<Inset>{title}</Inset>}
      description={description ? <Inset>{description}</Inset> : null}
    >
      {children}
    </Layout.AnnotatedSection>
  );
}

const Inset = ({ children }: { children: ReactNode }) => (
  <Box as="div" paddingInline={{ xs: "400", sm: "0" }}>
    {children}
  </Box>
);

function CountsForm({ countsShipping, countsTax, countingRule, isSaved }: Props) {
  const [shipping, setShipping] = useState(countsShipping);
  const [tax, setTax] = useState(countsTax);
  const isSaving = useNavigation().state === "submitting";
  const isChanged = shipping !== countsShipping || tax !== countsTax;
  return (
    <Card>
      <Form
        method="post"
        data-save-bar
        onReset={() => {
          setShipping(countsShipping);
          setTax(countsTax);
        }}
      >
        <BlockStack gap="300">
          {isSaved && !isChanged ? <Banner tone="success" title={text.saved} /> : null}
          <Checkbox
            label={text.shipping}
            name="countsShipping"
            value="on"
            checked={shipping}
            onChange={setShipping}
          />
          <Checkbox label={text.tax} name="countsTax" value="on" checked={tax} onChange={setTax} />
          <Text as="p" tone="subdued">
            {`Now: ${countingRule}`}
          </Text>
          <InlineStack align="end">
            <Button submit variant="primary" disabled={!isChanged} loading={isSaving}>
              {text.save}
            </Button>
          </InlineStack>
        </BlockStack>
      </Form>
    </Card>
  );
}

function Privacy({ requests }: { requests: DataRequest[] }) {
  const format = useFormat();
  return (
    <BlockStack gap="400">
      <Card>
        <List>
          <List.Item>
            Of customers we keep Shopify&apos;s number, tags, language, what they agreed to, the
            domain of their e-mail address, countries, regions and cities (a place to a kilometre),
            companies, metafields that segments can ask for, events that you send us, and their
            orders, line items and refunds.
          </List.Item>
          <List.Item>
            Never names, e-mail addresses, telephone numbers or street addresses. Where a page of
            your shop greets somebody, Shopify prints the name.
          </List.Item>
          <List.Item>
            Access to your shop is kept encrypted, and ends when you uninstall the app.
          </List.Item>
          <List.Item>
            When Shopify asks us to redact a customer or the shop, no row of theirs is left.
          </List.Item>
        </List>
      </Card>
      <Card>
        <BlockStack gap="300">
          <Text as="h3" variant="headingSm">
            {text.requests}
          </Text>
          {requests.length === 0 ? (
            <Text as="p" tone="subdued">
              {text.noRequests}
            </Text>
          ) : (
            <ul className="regulars-rows">
              {requests.map(({ requestId, kind, receivedAt, completedAt, hasReport }) => (
                <li key={requestId}>
                  <span>{`${KINDS[kind] ?? kind}, ${format.moment(receivedAt)}`}</span>
                  <Badge tone={completedAt === null ? "attention" : "success"}>
                    {completedAt === null ? "In work" : "Done"}
                  </Badge>
                  {hasReport ? (
                    <DownloadButton
                      url={`/app/settings/data-requests/${requestId}`}
                      fileName={`data-request-${requestId}.json`}
                      label="Download"
                    />
                  ) : (
                    <span />
                  )}
                </li>
              ))}
            </ul>
          )}
        </BlockStack>
      </Card>
    </BlockStack>
  );
}

const KINDS: Record<string, string> = {
  "customers/data_request": "A customer's data",
  "customers/redact": "A customer to be redacted",
};

function ConnectionCard({ connection }: { connection: Connection }) {
  const format = useFormat();
  const { domain, installedAt, scopes, hasAllOrders, lastWebhookAt, lastComparedAt } = connection;
  const facts = [
    ["Shop", domain],
    ["Installed", format.moment(installedAt)],
    [
      "Orders",
      hasAllOrders
        ? "All, from the first"
        : "Of the last 60 days: “read all orders” was not granted",
    ],
    ["Last told of a change", lastWebhookAt === null ? "not yet" : format.moment(lastWebhookAt)],
    [
      "Last compared with Shopify",
      lastComparedAt === null ? "not yet; every night" : format.moment(lastComparedAt),
    ],
    ["Access", scopes.join(", ")],
  ];
  return (
    <Card>
      <dl className="regulars-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <Text as="dt" tone="subdued">
              {name}
            </Text>
            <Text as="dd">{value}</Text>
          </div>
        ))}
      </dl>
    </Card>
  );
}
