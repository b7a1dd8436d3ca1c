import { BlockStack, Card, FormLayout, Link, Select, Text, TextField } from "@shopify/polaris";
import { useFormat } from "#app/ui/use-format.tsx";
import type { OfferForm } from "./use-offer-form.ts";

/** A segment that an offer can be for. */
export interface SegmentChoice {
  segmentId: number;
  name: string;
  memberCount: number;
  /** Its query as a merchant would say it. */
  said: string;
  /** What it is for, if the merchant has said so. */
  objective: string | null;
}

const text = {
  title: "Who gets it",
  name: "Name",
  nameHelp: "Customers see it in the cart and at checkout, and you in Shopify's discounts.",
  segment: "Segment",
  open: "Open the segment",
  holdout: "Kept from it, to compare",
  holdoutHelp:
    "A share of the members does not get it, drawn once for each customer: only beside them can you see what it does.",
  holdoutFixed:
    "Drawn when the offer was activated. It stays while the offer lives, so that what comes of it can be compared.",
  quiet: "Quiet days",
  quietHelp:
    "Nobody gets it on what they paid full price for within so many days. 0 switches that off.",
};

interface Props {
  form: OfferForm;
  segments: SegmentChoice[];
  /** What such a holdout could find out, in a sentence. */
  sizing: string | null;
  /** Of an offer that was activated: who is kept from it has been drawn. */
  isShareFixed: boolean;
}

/** The segment, and who of it does not get it. */
export function MembersCard({ form, segments, sizing, isShareFixed }: Props) {
  const format = useFormat();
  const chosen = segments.find(({ segmentId }) => String(segmentId) === form.fields.segmentId);
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {text.title}
        </Text>
        <FormLayout>
          <TextField
            label={text.name}
            helpText={text.nameHelp}
            maxLength={120}
            {...form.field("title")}
          />
          <Select
            label={text.segment}
            options={segments.map(({ segmentId, name, memberCount }) => ({
              value: String(segmentId),
              label: `${name} (${format.count(memberCount)})`,
            }))}
            {...form.field("segmentId")}
          />
        </FormLayout>
        {chosen ? (
          <BlockStack gap="100">
            <Text as="p">
              {`${format.count(chosen.memberCount)} ${chosen.memberCount === 1 ? "customer" : "customers"}${chosen.objective ? ` · ${chosen.objective}` : ""}`}
            </Text>
            <Text as="p" tone="subdued">
              {chosen.said}
            </Text>
            <p>
              <Link url={`/app/segments/${chosen.segmentId}`}>{text.open}</Link>
            </p>
          </BlockStack>
        ) : null}
        <FormLayout>
          <FormLayout.Group>
            <TextField
              label={text.holdout}
              helpText={isShareFixed ? text.holdoutFixed : text.holdoutHelp}
              disabled={isShareFixed}
              inputMode="decimal"
              suffix="%"
              {...form.field("holdout")}
            />
            <TextField
              label={text.quiet}
              helpText={text.quietHelp}
              inputMode="numeric"
              suffix="days"
              {...form.field("quietDays")}
            />
          </FormLayout.Group>
        </FormLayout>
        {sizing ? <Text as="p">{sizing}</Text> : null}
      </BlockStack>
    </Card>
  );
}
