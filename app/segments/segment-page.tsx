import { Form, useSubmit } from "@remix-run/react";
import {
  Badge,
  Banner,
  BlockStack,
  Button,
  Card,
  IndexTable,
  InlineStack,
  Layout,
  Link,
  Modal,
  Page,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";
import { DayChart } from "#app/ui/charts/day-chart.tsx";
import { faultSentence } from "#app/ui/fault-words.ts";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { Pager } from "#app/ui/pager.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { groupLabel } from "./rfm/group-label.ts";

const text = {
  back: "Segments",
  edit: "Edit",
  remove: "Delete",
  offer: "Create offer",
  query: "Who is in it",
  size: "Customers over time",
  sizeTable: "The same as a table",
  sizeSoon: "The first point is drawn at the next midnight of your shop.",
  members: "Members",
  noMembers: "Nobody is in this segment now.",
  noMembersAdvice:
    "Ask for a customer by its number below to see which part of the query keeps them out.",
  why: "Why?",
  ask: "Why is a customer in it, or not?",
  askHelp: "The number of the customer, as in the address of their page in Shopify.",
  removeTitle: "Delete this segment?",
  removeBody:
    "Its members and their history are deleted, and it is withdrawn from your storefront. Offers to it must be ended first.",
};

export interface SegmentDetail {
  segmentId: number;
  name: string;
  query: string;
  memberCount: number;
  asOf: number | null;
  fault: string | null;
}

export interface SizeOfDay {
  day: number;
  members: number;
  joined: number;
  left: number;
}

export interface MemberRow {
  customerId: number;
  since: number;
  orders: number;
  netMinor: number;
  lastOrderDay: number | null;
  rfmGroup: string | null;
}

interface Props {
  segment: SegmentDetail;
  sizes: SizeOfDay[];
  members: MemberRow[];
  page: number;
  pageSize: number;
  /** The offer that keeps it from being deleted. */
  inUseBy?: string | undefined;
}

export function SegmentPage({ segment, sizes, members, page, pageSize, inUseBy }: Props) {
  const format = useFormat();
  const [isAsked, setAsked] = useState(false);
  const { segmentId, name, memberCount, asOf, fault } = segment;
  return (
    <Page
      title={name}
      titleMetadata={<Badge>{`${format.count(memberCount)} customers`}</Badge>}
      subtitle={asOf === null ? "Being filled" : `As of ${format.moment(asOf)}`}
      backAction={{ content: text.back, url: "/app/segments" }}
      primaryAction={{ content: text.offer, url: `/app/offers/new?segment=${segmentId}` }}
      secondaryActions={[
        { content: text.edit, url: `/app/segments/${segmentId}/edit` },
        {
          content: text.remove,
          destructive: true,
          onAction: () => {
            setAsked(true);
          },
        },
      ]}
    >
      <Layout>
        {inUseBy ? (
          <Layout.Section variant="fullWidth">
            <Banner tone="critical" title="This segment was not deleted">
              <p>{`The offer “${inUseBy}” is for it. End the offer first.`}</p>
            </Banner>
          </Layout.Section>
        ) : null}
        {fault ? (
          <Layout.Section variant="fullWidth">
            <Banner tone="warning" title="This segment could not be refreshed">
              <p>{`${faultSentence(fault)} Its members stay as they were. Edit the query, or wait: it is tried again by itself.`}</p>
            </Banner>
          </Layout.Section>
        ) : null}
        <Layout.Section>
          <BlockStack gap="400">
            <Card>
              <BlockStack gap="200">
                <Text as="h2" variant="headingMd">
                  {text.query}
                </Text>
                <pre className="regulars-query">{segment.query}</pre>
              </BlockStack>
            </Card>
            <Sizes name={name} sizes={sizes} />
            <Members {...{ segmentId, members, page, pageSize }} total={memberCount} />
          </BlockStack>
        </Layout.Section>
      </Layout>
      <DeleteModal
        isOpen={isAsked}
        onClose={() => {
          setAsked(false);
        }}
      />
    </Page>
  );
}

function Sizes({ name, sizes }: { name: string; sizes: SizeOfDay[] }) {
  const format = useFormat();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {text.size}
        </Text>
        {sizes.length < 2 ? (
          <Text as="p" tone="subdued">
            {text.sizeSoon}
          </Text>
        ) : (
          <DayChart
            title={`Customers in ${name} per day`}
            values={sizes.map(({ day, members }) => ({ day, value: members }))}
          />
        )}
        {sizes.length > 0 ? (
          <Disclosure label={text.sizeTable}>
            <div className="regulars-scroll">
              <table className="regulars-table">
                <caption className="regulars-hidden">{`Customers in ${name} per day`}</caption>
                <thead>
                  <tr>
                    <th scope="col">Day</th>
                    <th scope="col">Customers</th>
                    <th scope="col">Joined</th>
                    <th scope="col">Left</th>
                  </tr>
                </thead>
                <tbody>
                  {[...sizes].reverse().map(({ day, members, joined, left }) => (
                    <tr key={day}>
                      <th scope="row">{format.day(day)}</th>
                      <td>{format.count(members)}</td>
                      <td>{format.count(joined)}</td>
                      <td>{format.count(left)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </Disclosure>
        ) : null}
      </BlockStack>
    </Card>
  );
}

interface MembersProps {
  segmentId: number;
  members: MemberRow[];
  page: number;
  pageSize: number;
  total: number;
}

function Members({ segmentId, members, page, pageSize, total }: MembersProps) {
  const format = useFormat();
  return (
    <Card padding="0">
      <div className="regulars-card-head">
        <Text as="h2" variant="headingMd">
          {text.members}
        </Text>
      </div>
      {members.length === 0 ? (
        <div className="regulars-card-body">
          <Text as="p">{text.noMembers}</Text>
          <Text as="p" tone="subdued">
            {text.noMembersAdvice}
          </Text>
        </div>
      ) : (
        <IndexTable
          selectable={false}
          itemCount={members.length}
          resourceName={{ singular: "customer", plural: "customers" }}
          headings={[
            { title: "Customer" },
            { title: "Orders", alignment: "end" },
            { title: "Net spent", alignment: "end" },
            { title: "Last order" },
            { title: "RFM group" },
            { title: "Member since" },
          ]}
        >
          {members.map((member, position) => (
            <IndexTable.Row
              id={String(member.customerId)}
              key={member.customerId}
              position={position}
            >
              <IndexTable.Cell>
                <Link
                  url={`/app/customers/${member.customerId}?segment=${segmentId}`}
                  dataPrimaryLink
                  monochrome
                  removeUnderline
                >
                  {`Customer ${member.customerId}`}
                </Link>
              </IndexTable.Cell>
              <IndexTable.Cell>
                <Text as="span" numeric alignment="end">
                  {format.count(member.orders)}
                </Text>
              </IndexTable.Cell>
              <IndexTable.Cell>
                <Text as="span" numeric alignment="end">
                  {format.money(member.netMinor)}
                </Text>
              </IndexTable.Cell>
              <IndexTable.Cell>
                {member.lastOrderDay === null ? "never" : format.day(member.lastOrderDay)}
              </IndexTable.Cell>
              <IndexTable.Cell>
                {member.rfmGroup === null ? "–" : groupLabel(member.rfmGroup)}
              </IndexTable.Cell>
              <IndexTable.Cell>{format.date(member.since)}</IndexTable.Cell>
            </IndexTable.Row>
          ))}
        </IndexTable>
      )}
      <Pager page={page} pageSize={pageSize} total={total} />
      <AskForCustomer segmentId={segmentId} />
    </Card>
  );
}

/** Why or why not, for any customer: also for those who are not in the list. */
function AskForCustomer({ segmentId }: { segmentId: number }) {
  const [customer, setCustomer] = useState("");
  return (
    <div className="regulars-card-body">
      <Form method="get" action="/app/customers">
        <input type="hidden" name="segment" value={segmentId} />
        <TextField
          label={text.ask}
          helpText={text.askHelp}
          name="customer"
          inputMode="numeric"
          autoComplete="off"
          value={customer}
          onChange={setCustomer}
          connectedRight={<Button submit>{text.why}</Button>}
        />
      </Form>
    </div>
  );
}

function DeleteModal({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const submit = useSubmit();
  return (
    <Modal
      open={isOpen}
      onClose={onClose}
      title={text.removeTitle}
      primaryAction={{
        content: text.remove,
        destructive: true,
        onAction: () => {
          submit({ intent: "delete" }, { method: "post" });
          onClose();
        },
      }}
      secondaryActions={[{ content: "Cancel", onAction: onClose }]}
    >
      <Modal.Section>
        <InlineStack>
          <Text as="p">{text.removeBody}</Text>
        </InlineStack>
      </Modal.Section>
    </Modal>
  );
}
