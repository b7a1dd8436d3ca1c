import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { minorUnitsOf } from "#app/platform/money.ts";
import { recommendationsFreshness } from "#app/recommendations/freshness.server.ts";
import { readEvaluation } from "#app/recommendations/learning/kept-model.server.ts";
import { readProgress } from "#app/recommendations/learning/progress.server.ts";
import { RecommendationsPage } from "#app/recommendations/page/recommendations-page.tsx";
import { readRule } from "#app/recommendations/rules/rule-form.ts";
import { rulesInWords } from "#app/recommendations/rules/rules-in-words.server.ts";
import { addRule, removeRule } from "#app/recommendations/rules/save-rules.server.ts";
import { listPairs } from "#app/recommendations/goes-with/list-pairs.server.ts";
import { listShelves, shelfProducts } from "#app/recommendations/shelves/shown-products.server.ts";
import { db, requireShop } from "#app/services.server.ts";
import { pageParam } from "#app/ui/params.ts";

const PAGE_SIZE = 25;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const { shopId, currency, locale } = shop;
  const shelves = await listShelves(db, { shopId });
  const asked = new URL(request.url).searchParams.get("shelf");
  const handle = shelves.find((shelf) => shelf.handle === asked)?.handle ?? "everyone";
  const page = pageParam(request);
  const { pairs, total } = await listPairs(db, { shopId, page, pageSize: PAGE_SIZE });
  return json({
    ...(await recommendationsFreshness(db, { shopId })),
    evaluation: await readEvaluation(db, { shopId }),
    progress: await readProgress(db, { shopId }),
    rules: await rulesInWords(db, { shopId, currency, locale }),
    products: await shelfProducts(db, { shopId, handle, asOf: Date.now() }),
    ...{ handle, shelves, currency, pairs, page, totalPairs: total },
  });
}

const faults = {
  kind: "Choose what the rule does.",
  subject: "Choose what the rule is about.",
  value: "Fill in a name, or an amount like 10.00.",
  unknown: "There is nothing of that name in your shop.",
  "there-already": "There is such a rule already.",
};

export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await requireShop(request);
  const { shopId, currency } = shop;
  const form = await request.formData();
  const field = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  if (field("intent") === "remove-rule") {
    await removeRule(db, { shopId, ruleId: Number(field("ruleId")) });
    return json({ fault: null });
  }
  const readMoney = (text: string) => minorUnitsOf(text, currency);
  const read = readRule({
    kind: field("kind"),
    subject: field("subject"),
    value: field("value"),
    readMoney,
  });
  if (read.kind === "wrong") return json({ fault: faults[read.field] });
  const added = await addRule(db, { shopId, asOf: Date.now(), rule: read.rule });
  return json({ fault: added.kind === "added" ? null : faults[added.kind] });
}

export default function RecommendationsRoute() {
  return <RecommendationsPage {...useLoaderData<typeof loader>()} pageSize={PAGE_SIZE} />;
}

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/error-page.tsx";
