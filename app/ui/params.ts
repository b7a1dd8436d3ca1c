/** Thrown by routes: the page's boundary says it in words. */
export const notFound = () => new Response(null, { status: 404, statusText: "Not Found" });

/**
 * An id out of the path.
 * @throws a 404 Response for anything that cannot be one
 */
export function idParam(params: Record<string, string | undefined>, name: string): number {
  const text = params[name] ?? "";
  const id = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
  if (!Number.isSafeInteger(id) || id < 1) throw notFound();
  return id;
}

/** Which page of a long list is asked for, from 1; what makes no sense is the first. */
export function pageParam(request: Request, name = "page"): number {
  const text = new URL(request.url).searchParams.get(name) ?? "1";
  return /^[1-9]\d{0,6}$/.test(text) ? Number(text) : 1;
}
