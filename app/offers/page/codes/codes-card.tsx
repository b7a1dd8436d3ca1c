import { BlockStack, Card, Text } from "@shopify/polaris";
import { DownloadButton } from "#app/ui/download-button.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

interface Props {
  offerId: number;
  codes: { given: number; held: number };
}

/** The codes of an offer's members: how many, and all of them as a file. */
export function CodesCard({ offerId, codes }: Props) {
  const format = useFormat();
  return (
    <Card>
      <BlockStack gap="200" inlineAlign="start">
        <Text as="h2" variant="headingMd">
          A code for each member
        </Text>
        <Text as="p">
          {codes.given === 0
            ? "No codes have been made yet: that is done when it is published."
            : `${format.count(codes.given)} codes, of which Shopify holds ${format.count(codes.held)}. Each works for its member alone; whoever leaves and comes back has the same again.`}
        </Text>
        {codes.given === 0 ? null : (
          <DownloadButton
            url={`/app/offers/${offerId}/codes.csv`}
            fileName={`offer-${offerId}-codes.csv`}
            label="Download as CSV"
          />
        )}
      </BlockStack>
    </Card>
  );
}
