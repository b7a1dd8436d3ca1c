import { Page } from "@shopify/polaris";
import type { MetafieldDefinition } from "./editor/filter-catalogue.ts";
import type { SaveProblem } from "./segment-errors.ts";
import { SegmentForm } from "./segment-form.tsx";

interface Props {
  /** Null while it is being made. */
  segment: { segmentId: number; name: string; query: string; updatedAt: number } | null;
  definitions: readonly MetafieldDefinition[];
  notSaved?: SaveProblem | undefined;
}

/** Makes a segment or changes one. */
export function EditSegmentPage({ segment, definitions, notSaved }: Props) {
  const back = segment
    ? { content: segment.name, url: `/app/segments/${segment.segmentId}` }
    : { content: "Segments", url: "/app/segments" };
  return (
    <Page fullWidth title={segment ? `Edit ${segment.name}` : "Create segment"} backAction={back}>
      <SegmentForm {...{ segment, definitions, notSaved }} />
    </Page>
  );
}
