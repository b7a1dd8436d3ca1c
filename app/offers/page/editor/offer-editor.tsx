import { Form, useNavigation, useSubmit } from "@remix-run/react";
import { Banner, BlockStack, Box, Button, InlineStack, Layout, Page } from "@shopify/polaris";
import { useFormat } from "#app/ui/use-format.tsx";
import type { OfferState } from "../../moves.ts";
import type { Titles } from "../offer-words.ts";
import { PreviewCards } from "../preview-cards.tsx";
import { usePreview } from "../use-preview.ts";
import { ConditionsCard } from "./conditions-card.tsx";
import { draftOf } from "./draft-of-fields.ts";
import type { OfferErrors } from "./errors-of.ts";
import { confirmedIn, type OfferFields } from "./fields.ts";
import { MembersCard, type SegmentChoice } from "./members-card.tsx";
import { MethodCard } from "./method-card.tsx";
import { PeriodCard } from "./period-card.tsx";
import { ReductionCard } from "./reduction-card.tsx";
import { SummaryCard } from "./summary-card.tsx";
import { useNewsForSaveBar, useOfferForm } from "./use-offer-form.ts";

const text = {
  create: "Create offer",
  back: "Offers",
  saveDraft: "Save draft",
  save: "Save",
  check: "Please look at the marked fields",
  notSaved: "The offer was not saved",
  activeNote: "This offer is active: what you save is published at once.",
  pausedNote: "This offer is paused: what you save applies when it goes on.",
};

interface Props {
  /** Null while it is being made. */
  offer: { offerId: number; title: string; state: OfferState } | null;
  fields: OfferFields;
  titles: Titles;
  segments: SegmentChoice[];
  errors?: OfferErrors | undefined;
}

const NO_ERRORS: OfferErrors = {};

/** Designs an offer: what it would do is reckoned beside it while it is being written. */
export function OfferEditor({ offer, fields: first, titles, segments, errors = NO_ERRORS }: Props) {
  const { timeZone, currency } = useFormat();
  const submit = useSubmit();
  const isSaving = useNavigation().state !== "idle";
  const form = useOfferForm(first, titles, errors);
  const { fields } = form;
  const preview = usePreview(fields, offer?.offerId ?? null);
  const element = useNewsForSaveBar(pickedIn(fields), errors);
  const draft = draftOf(fields, { timeZone, currency });
  const segment = segments.find(({ segmentId }) => segmentId === draft.segmentId);
  const isDraft = offer === null || offer.state === "draft";

  return (
    <Page
      title={offer ? `Edit ${offer.title}` : text.create}
      backAction={
        offer
          ? { content: offer.title, url: `/app/offers/${offer.offerId}` }
          : { content: text.back, url: "/app/offers" }
      }
    >
      <Form
        method="post"
        data-save-bar
        noValidate // faults are said at their field, in our words
        ref={element}
        onSubmit={(event) => {
          event.preventDefault();
          submit(fields, { method: "post" });
        }}
        onReset={form.reset}
      >
        <Layout>
          {Object.keys(errors).length > 0 ? (
            <Layout.Section variant="fullWidth">
              <Banner tone="critical" title={text.notSaved}>
                <p>{errors.form ?? text.check}</p>
              </Banner>
            </Layout.Section>
          ) : null}
          {isDraft ? null : (
            <Layout.Section variant="fullWidth">
              <Banner tone="info">
                <p>{offer.state === "paused" ? text.pausedNote : text.activeNote}</p>
              </Banner>
            </Layout.Section>
          )}
          <Layout.Section>
            <BlockStack gap="400">
              <MembersCard
                isShareFixed={!isDraft}
                form={form}
                segments={segments}
                sizing={preview.last?.kind === "reckoned" ? preview.last.sizing : null}
              />
              <ReductionCard form={form} />
              <ConditionsCard form={form} reduction={draft.terms.reduction} />
              <MethodCard form={form} />
              <PeriodCard form={form} />
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <BlockStack gap="400">
              <SummaryCard draft={draft} titles={form.titles} segment={segment} />
              <PreviewCards
                preview={preview}
                confirmed={confirmedIn(fields)}
                onConfirm={(confirmed) => {
                  form.set({ confirmed: confirmed.join(",") });
                }}
              />
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="fullWidth">
            <Box paddingInline={{ xs: "400", sm: "0" }} paddingBlockEnd="400">
              <InlineStack align="end">
                <Button submit variant="primary" loading={isSaving}>
                  {isDraft ? text.saveDraft : text.save}
                </Button>
              </InlineStack>
            </Box>
          </Layout.Section>
        </Layout>
      </Form>
    </Page>
  );
}

/** What the picker changes, and no hand. */
const pickedIn = ({
  itemsProducts,
  itemsCollections,
  buysProducts,
  buysCollections,
  getsProducts,
  getsCollections,
}: OfferFields) =>
  [
    itemsProducts,
    itemsCollections,
    buysProducts,
    buysCollections,
    getsProducts,
    getsCollections,
  ].join(";");
