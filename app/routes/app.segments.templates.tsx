import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { useEffect } from "react";
import { isObjective } from "#app/segments/objectives.ts";
import {
  createFromTemplate,
  sizesOfGoal,
  templatesOfGoal,
} from "#app/segments/templates/templates-page.server.ts";
import { TemplatesPage } from "#app/segments/templates/templates-page.tsx";
import { db, requireShop } from "#app/services.server.ts";
import { notFound } from "#app/ui/params.ts";

/** With `sizes`, only how many customers each is true of: asked for when the page is there. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const { shopId } = shop;
  const asked = new URL(request.url).searchParams;
  const wanted = asked.get("goal");
  const goal = isObjective(wanted) ? wanted : "keep";
  const isForSizes = asked.has("sizes");
  return json({
    goal,
    templates: isForSizes ? [] : await templatesOfGoal(db, { shopId, goal }),
    sizes: isForSizes ? await sizesOfGoal(db, { shopId, goal, asOf: Date.now() }) : null,
  });
}

/** Makes a segment of a template, and shows it, or opens it to be changed. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, redirect } = await requireShop(request);
  const form = await request.formData();
  const key = form.get("template");
  if (typeof key !== "string") throw notFound();
  const segmentId = await createFromTemplate(db, { shopId: shop.shopId, key, asOf: Date.now() });
  if (segmentId === undefined) throw notFound();
  const path = `/app/segments/${segmentId}`;
  return redirect(form.get("then") === "edit" ? `${path}/edit` : path);
}

export default function TemplatesRoute() {
  const { goal, templates } = useLoaderData<typeof loader>();
  const { load, data } = useFetcher<typeof loader>();
  useEffect(() => {
    load(`/app/segments/templates?sizes&goal=${goal}`);
  }, [load, goal]);
  const sizes = data?.goal === goal ? data.sizes : null;
  return <TemplatesPage goal={goal} templates={templates} sizes={sizes} />;
}

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/error-page.tsx";
