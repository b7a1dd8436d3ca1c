import { Form, useNavigation } from "@remix-run/react";
import {
  Banner,
  BlockStack,
  Box,
  Button,
  Card,
  EmptyState,
  InlineStack,
  List,
  Page,
  Text,
} from "@shopify/polaris";
import { useState } from "react";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

const text = {
  title: "Events from outside",
  subtitle: "Answers to surveys, e-mails opened: what other systems know of your customers.",
  upload: "Send a file",
  columns:
    "CSV with a header: event_id, customer_id (Shopify's number), name, at (a day or a moment), and if you have them value and answer. The same event_id again is the same event, so a file can be sent twice.",
  example: "nps-8812,7001234567,nps,2026-03-10T09:30:00Z,9,",
  file: "File of events",
  send: "Send",
  arrived: "What has arrived",
  nothing: "No event has arrived yet",
  nothingExplain:
    "Once some have, segments can ask for them: regulars.event MATCHES (name = 'nps', value >= 9).",
  automatic: "From your own systems",
};

interface Arrived {
  name: string;
  events: number;
  latestAt: number;
}

type Taken =
  | {
      kind: "taken";
      events: number;
      unknownCustomers: number;
      refused: number;
      refusedRows: { line: number; reason: string }[];
    }
  | { kind: "refused"; line: number; reason: string };

interface Props {
  address: string;
  domain: string;
  signingKey: string;
  names: Arrived[];
  taken: Taken | null;
}

export function EventsPage({ names, taken, ...sending }: Props) {
  return (
    <Page
      title={text.title}
      subtitle={text.subtitle}
      backAction={{ content: "Settings", url: "/app/settings" }}
    >
      <BlockStack gap="400">
        {taken ? <Outcome taken={taken} /> : null}
        <Upload />
        <ArrivedCard names={names} />
        <Sending {...sending} />
      </BlockStack>
    </Page>
  );
}

function Upload() {
  const [hasFile, setHasFile] = useState(false);
  const isSending = useNavigation().state === "submitting";
  return (
    <Card>
      <Form method="post" encType="multipart/form-data">
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {text.upload}
          </Text>
          <Text as="p">{text.columns}</Text>
          <Box background="bg-surface-secondary" padding="200" overflowX="scroll">
            <Text as="p" variant="bodySm">
              <code>{text.example}</code>
            </Text>
          </Box>
          <InlineStack gap="300" blockAlign="center">
            <label htmlFor="events-file">{text.file}</label>
            <input
              id="events-file"
              type="file"
              name="file"
              accept=".csv,text/csv"
              onChange={(event) => {
                setHasFile((event.currentTarget.files?.length ?? 0) > 0);
              }}
            />
            <Button submit variant="primary" disabled={!hasFile} loading={isSending}>
              {text.send}
            </Button>
          </InlineStack>
        </BlockStack>
      </Form>
    </Card>
  );
}

function Outcome({ taken }: { taken: Taken }) {
  const format = useFormat();
  if (taken.kind === "refused") {
    return (
      <Banner tone="critical" title="Nothing was taken">
        <p>{`Line ${taken.line}: ${taken.reason}.`}</p>
      </Banner>
    );
  }
  const { events, unknownCustomers, refused, refusedRows } = taken;
  const more = refused - refusedRows.length;
  return (
    <Banner
      tone={refused > 0 || unknownCustomers > 0 ? "warning" : "success"}
      title={`${format.count(events)} ${events === 1 ? "event was" : "events were"} taken`}
    >
      <BlockStack gap="200">
        {unknownCustomers > 0 ? (
          <p>{`${leftOut(format.count(unknownCustomers), unknownCustomers)} left out: your shop does not have the customer.`}</p>
        ) : null}
        {refused > 0 ? (
          <List>
            {refusedRows.map(({ line, reason }) => (
              <List.Item key={line}>{`Line ${line}: ${reason}.`}</List.Item>
            ))}
            {more > 0 ? <List.Item>{`And ${format.count(more)} more.`}</List.Item> : null}
          </List>
        ) : null}
      </BlockStack>
    </Banner>
  );
}

const leftOut = (text: string, events: number) =>
  events === 1 ? "1 event was" : `${text} events were`;

function ArrivedCard({ names }: { names: Arrived[] }) {
  const format = useFormat();
  if (names.length === 0) {
    return (
      <Card>
        <EmptyState heading={text.nothing} image="">
          <p>{text.nothingExplain}</p>
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {text.arrived}
        </Text>
        <ul className="regulars-rows">
          {names.map(({ name, events, latestAt }) => (
            <li key={name}>
              <span>{name}</span>
              <span>{`${format.count(events)} ${events === 1 ? "event" : "events"}`}</span>
              <Text as="span" tone="subdued">
                {`latest ${format.moment(latestAt)}`}
              </Text>
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  );
}

function Sending({ address, domain, signingKey }: Omit<Props, "names" | "taken">) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {text.automatic}
        </Text>
        <Text as="p">
          Post the same CSV as the body, signed with your shop&apos;s key: HMAC-SHA256 of the body,
          in hexadecimal.
        </Text>
        <dl className="regulars-facts">
          <Fact name="Address" value={address} />
          <Fact name="X-Regulars-Shop" value={domain} />
          <Fact name="X-Regulars-Signature" value="HMAC-SHA256 of the body" />
        </dl>
        <Disclosure label="Show the key">
          <Box padding="200" overflowX="scroll">
            <code>{signingKey}</code>
          </Box>
        </Disclosure>
      </BlockStack>
    </Card>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <Text as="dt" tone="subdued">
        {name}
      </Text>
      <Text as="dd" breakWord>
        {value}
      </Text>
    </div>
  );
}
