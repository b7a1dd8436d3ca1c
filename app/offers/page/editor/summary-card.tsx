import { Card, BlockStack, Text } from "@shopify/polaris";
import { useFormat } from "#app/ui/use-format.tsx";
import type { OfferDraft } from "../../draft.ts";
import { offerWords, type Titles } from "../offer-words.ts";
import type { SegmentChoice } from "./members-card.tsx";

interface Props {
  draft: OfferDraft;
  titles: Titles;
  segment: SegmentChoice | undefined;
}

/** The offer as it stands in the form, in words; who listens hears it when it has settled. */
export function SummaryCard({ draft, titles, segment }: Props) {
  const format = useFormat();
  const { code = null, endsAt = null, holdoutBasisPoints = 0 } = draft;
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          In words
        </Text>
        <div aria-live="polite">
          <Text as="p">
            {offerWords(
              {
                ...draft,
                ...{ code, endsAt, holdoutBasisPoints },
                segmentName: segment?.name ?? "",
                members: segment?.memberCount ?? 0,
              },
              titles,
              format,
            )}
          </Text>
        </div>
      </BlockStack>
    </Card>
  );
}
