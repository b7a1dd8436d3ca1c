import { json, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { isObjective } from "#app/segments/objectives.ts";
import {
  createFromTemplate,
  templatesOfGoal,
} from "#app/segments/templates/templates-page.server.ts";
import { TemplatesPage } from "#app/segments/templates/templates-page.tsx";
import { db, requireShop } from "#app/services.server.ts";
import { notFound } from "#app/ui/params.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const asked = new URL(request.url).searchParams.get("goal");
  const goal = isObjective(asked) ? asked : "keep";
  const templates = await templatesOfGoal(db, { shopId: shop.shopId, goal, asOf: Date.now() });
  return json({ goal, templates });
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
  return <TemplatesPage {...useLoaderData<typeof loader>()} />;
}

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/error-page.tsx";
