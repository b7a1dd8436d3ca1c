import { BlockStack, Button, InlineError, InlineStack, Select, Tag, Text } from "@shopify/polaris";
import { numericId } from "#app/shopify/ids.ts";
import { ITEMS_NAMED } from "../../terms.ts";
import { idsOf } from "./draft-of-fields.ts";
import type { ItemsPlace } from "./fields.ts";
import type { OfferForm } from "./use-offer-form.ts";

const text = {
  all: "Everything",
  products: "Products",
  collections: "Collections",
  choose: { products: "Choose products", collections: "Choose collections" },
  none: { products: "No products chosen yet.", collections: "No collections chosen yet." },
};

interface Props {
  form: OfferForm;
  place: ItemsPlace;
  label: string;
  /** Gifts are on named things alone. */
  isNamed?: boolean;
}

/** On what something is: everything, or what the merchant picks in Shopify's own picker. */
export function ItemsField({ form, place, label, isNamed = false }: Props) {
  const on = `${place}On` as const;
  const options = [
    ...(isNamed ? [] : [{ value: "all", label: text.all }]),
    { value: "products", label: text.products },
    { value: "collections", label: text.collections },
  ];
  const chosen = form.fields[on];
  return (
    <BlockStack gap="200">
      <Select label={label} options={options} {...form.field(on)} error={undefined} />
      {chosen === "products" ? <Picked form={form} place={place} what="products" /> : null}
      {chosen === "collections" ? <Picked form={form} place={place} what="collections" /> : null}
      {form.errors[on] ? <InlineError message={form.errors[on]} fieldID={on} /> : null}
    </BlockStack>
  );
}

interface PickedProps {
  form: OfferForm;
  place: ItemsPlace;
  what: "products" | "collections";
}

function Picked({ form, place, what }: PickedProps) {
  const name =
    what === "products" ? (`${place}Products` as const) : (`${place}Collections` as const);
  const ids = idsOf(form.fields[name]);
  const choose = async () => {
    const picked = await pick(what, ids);
    if (!picked) return;
    form.learn({ [what]: Object.fromEntries(picked.map(({ id, title }) => [id, title])) });
    form.set({ [name]: picked.map(({ id }) => id).join(",") });
  };
  return (
    <BlockStack gap="200" inlineAlign="start">
      {ids.length === 0 ? (
        <Text as="p" tone="subdued">
          {text.none[what]}
        </Text>
      ) : (
        <InlineStack gap="100">
          {ids.map((id) => (
            <Tag
              key={id}
              onRemove={() => {
                form.set({ [name]: ids.filter((one) => one !== id).join(",") });
              }}
            >
              {form.titles[what][id] ?? String(id)}
            </Tag>
          ))}
        </InlineStack>
      )}
      <Button onClick={() => void choose()}>{text.choose[what]}</Button>
    </BlockStack>
  );
}

/** What was chosen in Shopify's picker: nothing if it was closed, or is not there. */
async function pick(what: "products" | "collections", ids: readonly number[]) {
  if (!("shopify" in window)) return undefined;
  const [type, gidType] =
    what === "products"
      ? (["product", "Product"] as const)
      : (["collection", "Collection"] as const);
  const picked = await window.shopify.resourcePicker({
    type,
    action: "select",
    multiple: ITEMS_NAMED,
    filter: { variants: false },
    selectionIds: ids.map((id) => ({ id: `gid://shopify/${gidType}/${id}` })),
  });
  return picked?.map(({ id, title }) => ({ id: numericId(id), title }));
}
