import {
  Badge,
  BlockStack,
  Card,
  EmptyState,
  IndexTable,
  Link,
  Page,
  Text,
} from "@shopify/polaris";
import { Pager } from "#app/ui/pager.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { Offer, OfferPhase } from "./offer.ts";
import { reductionText } from "./reduction-text.ts";

const text = {
  title: "Offers",
  explain: "A reduction for one segment. Shopify itself applies it, at checkout and at the till.",
  create: "Create offer",
  emptyTitle: "Give your regulars a reason to come back",
  empty: "Choose a segment and a percentage. Shopify shows and applies it to nobody else.",
  seeHome: "See how far it is",
  noSegments: "Offers need a segment. They are there when the import is done.",
};

export interface OfferRow extends Omit<Offer, "handle"> {
  phase: OfferPhase;
  segmentName: string;
  segmentMembers: number;
  isPublished: boolean;
  fault: string | null;
}

const BADGES = {
  live: { label: "Live", tone: "success" },
  scheduled: { label: "Scheduled", tone: "info" },
  publishing: { label: "Being published", tone: "attention" },
  faulty: { label: "Not published", tone: "warning" },
  draft: { label: "Draft", tone: "enabled" },
  paused: { label: "Paused", tone: "attention" },
  ended: { label: "Ended", tone: "enabled" },
} as const;

/** An offer reduces nothing before Shopify holds it, whatever its dates say. */
function statusOf({ phase, isPublished, fault }: OfferRow): keyof typeof BADGES {
  if (phase === "ended" || phase === "draft" || phase === "paused") return phase;
  if (fault !== null) return "faulty";
  return isPublished ? phase : "publishing";
}

export function OfferBadge({ offer }: { offer: OfferRow }) {
  const { label, tone } = BADGES[statusOf(offer)];
  return <Badge tone={tone}>{label}</Badge>;
}

const CREATE = { content: text.create, url: "/app/offers/new" };
const SEE_HOME = { content: text.seeHome, url: "/app" };

interface Props {
  offers: OfferRow[];
  hasSegments: boolean;
  page: number;
  pageSize: number;
  total: number;
}

export function OffersPage({ offers, hasSegments, page, pageSize, total }: Props) {
  const format = useFormat();
  return (
    <Page
      title={text.title}
      subtitle={text.explain}
      {...(offers.length > 0 ? { primaryAction: CREATE } : {})}
    >
      <BlockStack gap="400">
        <Card padding="0">
          {offers.length === 0 ? (
            <EmptyState
              heading={text.emptyTitle}
              image="/empty-shelf.svg"
              action={hasSegments ? CREATE : SEE_HOME}
            >
              <p>{hasSegments ? text.empty : text.noSegments}</p>
            </EmptyState>
          ) : (
            <IndexTable
              selectable={false}
              itemCount={offers.length}
              resourceName={{ singular: "offer", plural: "offers" }}
              headings={[
                { title: "Offer" },
                { title: "State" },
                { title: "Segment" },
                { title: "Reduction", alignment: "end" },
                { title: "How" },
                { title: "From" },
                { title: "Until" },
              ]}
            >
              {offers.map((offer, position) => (
                <IndexTable.Row id={String(offer.offerId)} key={offer.offerId} position={position}>
                  <IndexTable.Cell>
                    <Link
                      url={`/app/offers/${offer.offerId}`}
                      dataPrimaryLink
                      monochrome
                      removeUnderline
                    >
                      <Text as="span" fontWeight="semibold">
                        {offer.title}
                      </Text>
                    </Link>
                  </IndexTable.Cell>
                  <IndexTable.Cell>
                    <OfferBadge offer={offer} />
                  </IndexTable.Cell>
                  <IndexTable.Cell>{offer.segmentName || "deleted"}</IndexTable.Cell>
                  <IndexTable.Cell>
                    <Text as="span" numeric alignment="end">
                      {reductionText(offer.terms, format)}
                    </Text>
                  </IndexTable.Cell>
                  <IndexTable.Cell>{offer.code ?? "At checkout, by itself"}</IndexTable.Cell>
                  <IndexTable.Cell>{format.moment(offer.startsAt)}</IndexTable.Cell>
                  <IndexTable.Cell>
                    {offer.endsAt === null ? "open" : format.moment(offer.endsAt)}
                  </IndexTable.Cell>
                </IndexTable.Row>
              ))}
            </IndexTable>
          )}
          <Pager page={page} pageSize={pageSize} total={total} />
        </Card>
      </BlockStack>
    </Page>
  );
}
