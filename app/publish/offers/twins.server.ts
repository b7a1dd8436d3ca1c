import type { Offer } from "#app/offers/offer.ts";
import { Fault } from "#app/platform/errors.ts";
import type { Admin } from "#app/shopify/admin.server.ts";
import { refuseUserErrors, ShopifyRefused } from "#app/shopify/faults.ts";
import { gid, numericId } from "#app/shopify/ids.ts";
import { pages } from "#app/shopify/pages.ts";
import {
  CREATE_TWIN,
  DELETE_TWIN,
  NEWEST_SEGMENTS,
  SEGMENT_FILTERS,
  SEGMENTS_DEFINITION,
  TWIN_MEMBERSHIP,
  UPDATE_TWIN,
} from "./documents.ts";
import { twinName, twinQuery } from "../layout.ts";
import type { TwinContent } from "./carried.ts";

/** This shop's native segments cannot ask for our metafield. */
export class TwinFilterMissing extends Fault {
  readonly code = "twin_filter_missing";
  readonly retryable = false;
}

/**
 * How a native segment names the handles that we publish, such as `metafields.app--123.segments`: read from the shop,
 * since the number in it is the app's. Not yet tried on Shopify itself; should a shop not offer the filter, customers
 * could be tagged with the handle, and twins ask for `customer_tags`: this function and `twinQuery` are all that knows.
 * @throws TwinFilterMissing
 */
export async function segmentsFilterName(admin: Admin): Promise<string> {
  const { metafieldDefinitions } = await admin.ask(SEGMENTS_DEFINITION, {});
  const [definition] = metafieldDefinitions.nodes;
  if (!definition) throw new TwinFilterMissing("the shop does not know our metafield");
  const name = `metafields.${definition.namespace}.${definition.key}`;
  const filters = pages(
    async (cursor) => (await admin.ask(SEGMENT_FILTERS, { cursor })).segmentFilters,
  );
  for await (const page of filters) {
    if (page.some(({ queryName }) => queryName === name)) return name;
  }
  throw new TwinFilterMissing(`the shop's segments cannot ask for ${name}`);
}

/** A twin that was made just before, and not remembered: it is among the newest, by the name only we give. */
export async function findTwin(admin: Admin, offer: Offer): Promise<number | undefined> {
  const { segments } = await admin.ask(NEWEST_SEGMENTS, {});
  const twin = segments.nodes.find(({ name }) => name === twinName(offer));
  return twin && numericId(twin.id);
}

/** What a twin is to be; `filterName` as `segmentsFilterName` has it. */
export const twinOf = (offer: Offer, filterName: string): TwinContent => ({
  name: twinName(offer),
  query: twinQuery(filterName, offer),
});

/** @throws ShopifyRefused, ShopifyUnavailable */
export async function createTwin(admin: Admin, twin: TwinContent): Promise<number> {
  const { segmentCreate: answer } = await admin.ask(CREATE_TWIN, twin);
  refuseUserErrors("CreateTwin", answer?.userErrors ?? []);
  if (!answer?.segment) throw new ShopifyRefused("CreateTwin: no segment was made");
  return numericId(answer.segment.id);
}

/** @returns false when there is none any more */
export async function updateTwin(
  admin: Admin,
  { twinId, twin }: { twinId: number; twin: TwinContent },
): Promise<boolean> {
  const { segmentUpdate: answer } = await admin.ask(UPDATE_TWIN, {
    id: gid("Segment", twinId),
    ...twin,
  });
  const userErrors = answer?.userErrors ?? [];
  if (userErrors.some(({ message }) => saysGone(message))) return false;
  refuseUserErrors("UpdateTwin", userErrors);
  return true;
}

/** Deleted twice, it is gone. */
export async function deleteTwin(admin: Admin, twinId: number): Promise<void> {
  const { segmentDelete: answer } = await admin.ask(DELETE_TWIN, { id: gid("Segment", twinId) });
  const faults = (answer?.userErrors ?? []).filter(({ message }) => !saysGone(message));
  refuseUserErrors("DeleteTwin", faults);
}

/** How Shopify says that what should be deleted is not there: no code tells it apart. */
export const saysGone = (message: string) => /not (exist|found)/i.test(message);

/** Whether Shopify itself counts a customer to a native segment now. */
export async function isMember(
  admin: Admin,
  { customerId, twinId }: { customerId: number; twinId: number },
): Promise<boolean> {
  const { customerSegmentMembership } = await admin.ask(TWIN_MEMBERSHIP, {
    customerId: gid("Customer", customerId),
    twinId: gid("Segment", twinId),
  });
  return customerSegmentMembership.memberships.some((membership) => membership.isMember);
}
