import { Form } from "@remix-run/react";
import { Button, Card, IndexTable, InlineStack, Link, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { groupLabel } from "#app/segments/rfm/group-label.ts";
import type { Segment } from "#app/segments/segment.ts";
import { DownloadButton } from "#app/ui/download-button.tsx";
import { Pager } from "#app/ui/pager.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { DayPicker, type PastDay } from "./past-day.tsx";

const text = {
  title: "Members",
  none: "Nobody is in this segment now.",
  advice: "Ask for a customer by its number below to see which part of the query keeps them out.",
  why: "Why?",
  ask: "Why is a customer in it, or not?",
  askHelp: "The number of the customer, as in the address of their page in Shopify.",
  download: "Download as CSV",
};

export type { PastDay } from "./past-day.tsx";

export interface MemberRow {
  customerId: number;
  since: number;
  orders: number;
  netMinor: number;
  lastOrderDay: number | null;
  rfmGroup: string | null;
}

interface Props {
  segment: Segment;
  members: MemberRow[];
  page: number;
  pageSize: number;
  pastDay: PastDay | null;
}

/** Who is in a segment, now or on a past day. */
export function Members({ segment, members, page, pageSize, pastDay }: Props) {
  const { segmentId, memberCount } = segment;
  return (
    <Card padding="0">
      <div className="regulars-card-head">
        <Text as="h2" variant="headingMd">
          {text.title}
        </Text>
        {memberCount > 0 ? (
          <DownloadButton
            url={`/app/segments/${segmentId}/members.csv`}
            fileName={`segment-${segmentId}.csv`}
            label={text.download}
          />
        ) : null}
      </div>
      <div className="regulars-card-body">
        <DayPicker pastDay={pastDay} />
      </div>
      {pastDay?.kind === "known" ? null : (
        <>
          {members.length === 0 ? (
            <div className="regulars-card-body">
              <Text as="p">{text.none}</Text>
              <Text as="p" tone="subdued">
                {text.advice}
              </Text>
            </div>
          ) : (
            <MemberTable segmentId={segmentId} members={members} />
          )}
          <Pager page={page} pageSize={pageSize} total={memberCount} />
        </>
      )}
      <AskForCustomer segmentId={segmentId} />
    </Card>
  );
}

function MemberTable({ segmentId, members }: { segmentId: number; members: MemberRow[] }) {
  const format = useFormat();
  return (
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
        <IndexTable.Row id={String(member.customerId)} key={member.customerId} position={position}>
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
  );
}

/** Why or why not, for any customer: also for those who are not in the list. */
function AskForCustomer({ segmentId }: { segmentId: number }) {
  const [customer, setCustomer] = useState("");
  return (
    <div className="regulars-card-body">
      <Form method="get" action="/app/customers">
        <input type="hidden" name="segment" value={segmentId} />
        <InlineStack>
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
        </InlineStack>
      </Form>
    </div>
  );
}
