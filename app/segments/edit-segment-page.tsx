import { Page } from "@shopify/polaris";
import { SegmentForm, type SegmentErrors } from "./segment-form.tsx";

interface Props {
  /** Null while it is being made. */
  segment: { segmentId: number; name: string; query: string } | null;
  errors?: SegmentErrors | undefined;
}

/** Makes a segment or changes one. */
export function EditSegmentPage({ segment, errors }: Props) {
  const back = segment
    ? { content: segment.name, url: `/app/segments/${segment.segmentId}` }
    : { content: "Segments", url: "/app/segments" };
  return (
    <Page title={segment ? `Edit ${segment.name}` : "Create segment"} backAction={back}>
      <SegmentForm name={segment?.name ?? ""} query={segment?.query ?? ""} errors={errors} />
    </Page>
  );
}
