import { IndexTable, Link, Text } from "@shopify/polaris";
import { faultSentence } from "#app/ui/fault-words.ts";
import { useFormat } from "#app/ui/use-format.tsx";
import type { Offer } from "../../offer.ts";
import { OfferBadges } from "../offer-badge.tsx";
import { reductionWords, type Titles } from "../offer-words.ts";
import type { Standing } from "../standing.ts";

export interface OfferRow extends Omit<Offer, "handle">, Standing {
  segmentName: string;
  segmentMembers: number;
}

const METHODS: Record<Offer["method"], string> = {
  automatic: "By itself",
  code: "",
  "member-codes": "A code for each member",
};

export function OfferTable({ offers, titles }: { offers: OfferRow[]; titles: Titles }) {
  const format = useFormat();
  return (
    <IndexTable
      selectable={false}
      itemCount={offers.length}
      resourceName={{ singular: "offer", plural: "offers" }}
      headings={[
        { title: "Offer" },
        { title: "State" },
        { title: "Segment" },
        { title: "Members", alignment: "end" },
        { title: "How" },
        { title: "From" },
        { title: "Until" },
      ]}
    >
      {offers.map((offer, position) => (
        <IndexTable.Row id={String(offer.offerId)} key={offer.offerId} position={position}>
          <IndexTable.Cell>
            <div className="regulars-name-cell">
              <Link url={`/app/offers/${offer.offerId}`} dataPrimaryLink monochrome removeUnderline>
                <Text as="span" fontWeight="semibold">
                  {offer.title}
                </Text>
              </Link>
              <Text as="span" tone="subdued">
                {capital(reductionWords(offer.terms, titles, format))}
              </Text>
              {offer.fault === null ? null : (
                <Text as="span" variant="bodySm" tone="critical">
                  {faultSentence(offer.fault)}
                </Text>
              )}
            </div>
          </IndexTable.Cell>
          <IndexTable.Cell>
            <OfferBadges offer={offer} />
          </IndexTable.Cell>
          <IndexTable.Cell>
            <span className="regulars-wrap">{offer.segmentName || "deleted"}</span>
          </IndexTable.Cell>
          <IndexTable.Cell>
            <Text as="span" numeric alignment="end">
              {format.count(offer.segmentMembers)}
            </Text>
          </IndexTable.Cell>
          <IndexTable.Cell>{offer.code ?? METHODS[offer.method]}</IndexTable.Cell>
          <IndexTable.Cell>{format.moment(offer.startsAt)}</IndexTable.Cell>
          <IndexTable.Cell>
            {offer.endsAt === null ? "open" : format.moment(offer.endsAt)}
          </IndexTable.Cell>
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
