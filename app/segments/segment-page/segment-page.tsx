import { Badge, Banner, BlockStack, Card, Page, Text } from "@shopify/polaris";
import { useState, type ReactNode } from "react";
import type { Finding } from "#app/segments/lints/lint.ts";
import type { Insight } from "#app/segments/profile/insight.server.ts";
import type { Segment } from "#app/segments/segment.ts";
import type { Difference, Version } from "#app/segments/versions/versions.server.ts";
import { faultSentence } from "#app/ui/fault-words.ts";
import { PreviewHandle } from "#app/ui/preview-handle.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { DeleteModal } from "./delete-modal.tsx";
import { Findings } from "./findings.tsx";
import { Members, type MemberRow, type PastDay } from "./members.tsx";
import { Moves } from "./moves.tsx";
import { Overlaps } from "./overlaps.tsx";
import { Profile } from "./profile.tsx";
import { Purpose } from "./purpose.tsx";
import { Sizes, type SizeOfDay } from "./sizes.tsx";
import { Versions } from "./versions.tsx";
import { Viability } from "./viability.tsx";

const text = {
  back: "Segments",
  edit: "Edit",
  remove: "Delete",
  offer: "Create offer",
  query: "Who is in it",
};

interface Props {
  segment: Segment;
  sizes: SizeOfDay[];
  members: MemberRow[];
  page: number;
  pageSize: number;
  findings: Finding[];
  versions: Version[];
  difference: Difference | null;
  pastDay: PastDay | null;
  insight: Insight;
  /** What later stages have to say of it. */
  offers: ReactNode;
  /** The offer that keeps it from being deleted. */
  inUseBy?: string | undefined;
}

/** A segment: who is in it and why, how it moves, what it is like, and what may be wrong with it. */
export function SegmentPage(props: Props) {
  const { segment, sizes, findings, versions, difference, insight, inUseBy } = props;
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
      <BlockStack gap="400">
        {inUseBy ? (
          <Banner tone="critical" title="This segment was not deleted">
            <p>{inUseBy}</p>
          </Banner>
        ) : null}
        {fault ? (
          <Banner tone="warning" title="This segment could not be refreshed">
            <p>{`${faultSentence(fault)} Its members stay as they were. Edit the query, or wait: it is tried again by itself.`}</p>
          </Banner>
        ) : null}
        <Findings
          findings={findings}
          isAcknowledged={segment.acknowledgedQuery === segment.query}
          query={segment.query}
        />
        <Card>
          <BlockStack gap="200">
            <Text as="h2" variant="headingMd">
              {text.query}
            </Text>
            <pre className="regulars-query">{segment.query}</pre>
            <PreviewHandle handle={segment.handle} />
          </BlockStack>
        </Card>
        {props.offers}
        <Purpose segment={segment} measured={insight.measured} />
        <Sizes name={name} sizes={sizes} />
        <Moves moves={insight.moves} recent={insight.recentMoves} days={insight.movesDays} />
        <Viability viability={insight.viability} />
        <Profile insight={insight} />
        <Overlaps
          members={memberCount}
          overlaps={insight.overlaps}
          isAbout={insight.sampled !== null}
        />
        <Members {...props} />
        <Versions segmentId={segmentId} versions={versions} difference={difference} />
      </BlockStack>
      <DeleteModal
        isOpen={isAsked}
        onClose={() => {
          setAsked(false);
        }}
      />
    </Page>
  );
}
