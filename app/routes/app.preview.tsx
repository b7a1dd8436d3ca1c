import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { personaOf } from "#app/publish/preview/persona.ts";
import { LANGUAGES } from "#app/publish/preview/languages.ts";
import { PreviewPage } from "#app/publish/preview/preview-page.tsx";
import { segmentsToShow } from "#app/publish/preview/published-for.server.ts";
import { renderedPage } from "#app/publish/preview/rendered-page.server.ts";
import { publishState } from "#app/publish/publish-state.server.ts";
import { db, requireShop } from "#app/services.server.ts";

/** So many stand side by side. */
const MOST = 3;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const { searchParams } = new URL(request.url);
  const segments = await segmentsToShow(db, shop.shopId);
  const asked = searchParams.getAll("as").flatMap((text) => personaOf(text) ?? []);
  const [first] = segments;
  const personas =
    asked.length > 0
      ? asked.slice(0, MOST)
      : [
          { kind: "guest" } as const,
          ...(first ? [{ kind: "segment", segmentId: first.segmentId } as const] : []),
        ];
  const wanted = searchParams.get("language") ?? shop.locale.slice(0, 2);
  const locale = LANGUAGES.find(({ code }) => code === wanted)?.code ?? "en";
  const now = Date.now();
  const pages = await Promise.all(
    personas.map((persona) => renderedPage(db, { shop, persona, locale, now })),
  );
  const { asOf } = await publishState(db, shop.shopId);
  return json({ pages, segments, locale, asOf });
}

export default function PreviewRoute() {
  return <PreviewPage {...useLoaderData<typeof loader>()} most={MOST} />;
}

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/error-page.tsx";
