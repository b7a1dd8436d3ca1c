import { useNavigate, useSearchParams } from "@remix-run/react";
import { BlockStack, Button, InlineStack, Link, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { Pager } from "#app/ui/pager.tsx";
import { CompareDay } from "../time-travel/compare-day.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

const text = {
  day: "Members on a past day",
  show: "Show",
  now: "Back to now",
  unfit: "That is no day of the past.",
};

/** Who was in a segment at the end of a day, by what was kept. */
export type PastDay =
  | {
      kind: "known";
      /** YYYY-MM-DD */
      day: string;
      total: number;
      page: number;
      pageSize: number;
      members: { customerId: number; since: number; until: number | null }[];
    }
  | { kind: "unfit"; day: string };

/** Goes back to a day by the address, so that it can be linked to. */
export function DayPicker({ pastDay }: { pastDay: PastDay | null }) {
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [day, setDay] = useState(pastDay?.day ?? "");
  const go = (to: string | null) => {
    const next = new URLSearchParams(search);
    next.delete("page");
    if (to === null) next.delete("day");
    else next.set("day", to);
    navigate(`?${next.toString()}`, { preventScrollReset: true });
  };
  return (
    <BlockStack gap="300">
      <InlineStack gap="200" blockAlign="end">
        <TextField
          type="date"
          label={text.day}
          value={day}
          onChange={setDay}
          autoComplete="off"
          error={pastDay?.kind === "unfit" ? text.unfit : undefined}
        />
        <Button
          disabled={day === ""}
          onClick={() => {
            go(day);
          }}
        >
          {text.show}
        </Button>
        {pastDay === null ? null : (
          <Button
            variant="plain"
            onClick={() => {
              setDay("");
              go(null);
            }}
          >
            {text.now}
          </Button>
        )}
      </InlineStack>
      {pastDay?.kind === "known" ? <OnDay pastDay={pastDay} /> : null}
    </BlockStack>
  );
}

function OnDay({ pastDay }: { pastDay: Extract<PastDay, { kind: "known" }> }) {
  const format = useFormat();
  const { total, members, page, pageSize } = pastDay;
  return (
    <BlockStack gap="200">
      <Text as="p" fontWeight="semibold">
        {total === 0
          ? "Nobody was in it at the end of that day."
          : `${format.count(total)} customers were in it at the end of that day.`}
      </Text>
      <ul className="regulars-rows">
        {members.map(({ customerId, since, until }) => (
          <li key={customerId}>
            <Link url={`/app/customers/${customerId}`}>{`Customer ${customerId}`}</Link>
            <span>{`since ${format.date(since)}`}</span>
            <span>{until === null ? "still in it" : `until ${format.date(until)}`}</span>
          </li>
        ))}
      </ul>
      <Pager page={page} pageSize={pageSize} total={total} />
      <CompareDay day={pastDay.day} />
    </BlockStack>
  );
}
