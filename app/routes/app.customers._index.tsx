import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireShop } from "#app/services.server.ts";
import { idParam } from "#app/ui/params.ts";

/** Where the form that asks for a customer by number leads. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { redirect } = await requireShop(request);
  const asked = new URL(request.url).searchParams;
  const customerId = idParam({ customer: asked.get("customer")?.trim() }, "customer");
  const segment = asked.get("segment");
  const path = `/app/customers/${customerId}`;
  return redirect(segment ? `${path}?${new URLSearchParams({ segment }).toString()}` : path);
}

export default function NoCustomer() {
  return null;
}

export { PageErrorBoundary as ErrorBoundary } from "#app/ui/error-page.tsx";
