import type { z } from "zod";
import type { Room } from "./room.ts";
import type { Shops, Store } from "./store/open-store.ts";

type Handler = (request: Request, shops: Shops) => Response | Promise<Response>;

class BadRequest extends Error {}

const prefix = "/__devstore/";

/** A room of control endpoints under `/__devstore/`, by "METHOD name". What is asked wrongly is answered 400 with the reason. */
export function switchRoom(handlers: Readonly<Record<string, Handler>>): Room {
  return async (request, shops) => {
    const { pathname } = new URL(request.url);
    const handler = pathname.startsWith(prefix)
      ? handlers[`${request.method} ${pathname.slice(prefix.length)}`]
      : undefined;
    if (!handler) return null;
    try {
      return await handler(request, shops);
    } catch (fault) {
      if (fault instanceof BadRequest)
        return Response.json({ error: fault.message }, { status: 400 });
      throw fault;
    }
  };
}

/** The body as JSON of this shape; an empty body is `{}`. */
export async function asked<Shape extends z.ZodType>(
  request: Request,
  shape: Shape,
): Promise<z.output<Shape>> {
  const text = await request.text();
  let body: unknown;
  try {
    body = text === "" ? {} : JSON.parse(text);
  } catch {
    throw new BadRequest("the body is no JSON");
  }
  const result = shape.safeParse(body);
  if (!result.success)
    throw new BadRequest(
      result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; "),
    );
  return result.data;
}

/** The shop that is named (in the body, or as `?shop=`), or every shop. */
export function shopsOf(request: Request, shops: Shops, named?: string): Store[] {
  const domain = named ?? new URL(request.url).searchParams.get("shop");
  if (domain === null) return shops.all();
  const store = shops.byDomain(domain);
  if (!store) throw new BadRequest(`there is no shop ${domain}`);
  return [store];
}
