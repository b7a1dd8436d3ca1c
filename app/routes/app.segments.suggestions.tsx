import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { suggestValues } from "#app/segments/editor/suggest-values.server.ts";
import { SUGGESTION_SOURCES } from "#app/segments/editor/suggestion.ts";
import { db, requireShop } from "#app/services.server.ts";

/** The shop's own values that fit what is being typed. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const asked = new URL(request.url).searchParams;
  const source = SUGGESTION_SOURCES.find((one) => one === asked.get("source"));
  if (!source) return json({ suggestions: [] });
  const search = (asked.get("search") ?? "").slice(0, 10_000);
  const question = { source, search, exactly: asked.has("exactly") };
  return json({ suggestions: await suggestValues(db, { shopId: shop.shopId, question }) });
}
