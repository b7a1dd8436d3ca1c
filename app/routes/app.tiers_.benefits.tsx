import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AUDIENCES, readBenefit } from "#app/offers/benefits/benefit.ts";
import {
  addBenefit,
  audienceSegment,
  removeBenefit,
  tiersWithBenefits,
} from "#app/offers/benefits/benefits.server.ts";
import { BenefitsPage } from "#app/offers/benefits/benefits-page.tsx";
import { collectionChoices } from "#app/offers/benefits/collection-choices.server.ts";
import { db, requireShop } from "#app/services.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const { shopId } = shop;
  return json({
    plan: await tiersWithBenefits(db, { shopId, now: Date.now() }),
    collections: await collectionChoices(db, shopId),
  });
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, redirect } = await requireShop(request);
  const { shopId } = shop;
  const now = Date.now();
  const form = await request.formData();
  const tierId = Number(form.get("tier"));
  const refused = (reason: string) => json({ refused: { tierId, reason } }, { status: 422 });
  const intent = form.get("intent");
  if (intent === "add") {
    const read = readBenefit(Object.fromEntries(form));
    if (read.kind === "refused") return refused(read.reason);
    const { benefit } = read;
    const added = await addBenefit(db, { shopId, tierId, benefit, now });
    switch (added.kind) {
      case "added":
        return json({ refused: null });
      case "too-many":
        return refused(`A tier shows ${added.limit} benefits at most. Remove one first.`);
      case "tier-missing":
        return refused("This tier is not there any more.");
    }
  }
  if (intent === "remove") {
    await removeBenefit(db, { shopId, tierId, benefitId: Number(form.get("benefit")) });
    return json({ refused: null });
  }
  const audience = AUDIENCES.find((one) => one === form.get("audience"));
  if (intent !== "offer" || audience === undefined) {
    throw new Response(null, { status: 400, statusText: "Bad Request" });
  }
  const segmentId = await audienceSegment(db, { shopId, tierId, audience, now });
  return segmentId === null
    ? refused("This tier is not there any more.")
    : redirect(`/app/offers/new?segment=${segmentId}`);
}

export default function BenefitsRoute() {
  const refused = useActionData<typeof action>()?.refused ?? null;
  return <BenefitsPage {...useLoaderData<typeof loader>()} refused={refused} />;
}

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/error-page.tsx";
