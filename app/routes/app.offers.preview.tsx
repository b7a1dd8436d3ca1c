import { json, type ActionFunctionArgs } from "@remix-run/node";
import { draftOf } from "#app/offers/page/editor/draft-of-fields.ts";
import { fieldsOf } from "#app/offers/page/editor/fields.ts";
import { previewOffer } from "#app/offers/page/preview.server.ts";
import { db, requireShop } from "#app/services.server.ts";

/** What an offer would do as it stands in the form, while it is being written; `offerId` if it is kept already. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, admin } = await requireShop(request);
  const form = await request.formData();
  const offerId = form.get("offerId");
  const preview = await previewOffer(
    { db, admin },
    {
      shop,
      draft: draftOf(fieldsOf(form), shop),
      offerId: typeof offerId === "string" && /^\d{1,9}$/.test(offerId) ? Number(offerId) : null,
      now: Date.now(),
    },
  );
  return json(preview);
}
