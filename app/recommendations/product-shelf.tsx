import { Badge, BlockStack, Icon, Text } from "@shopify/polaris";
import { ProductIcon } from "@shopify/polaris-icons";
import { useFormat } from "#app/ui/use-format.tsx";
import type { ShelfProduct } from "./shelves/shown-products.server.ts";

/** Products in the order in which a shopper sees them, each with its reason. */
export function ProductShelf({ label, products }: { label: string; products: ShelfProduct[] }) {
  const format = useFormat();
  return (
    <ol className="regulars-products" aria-label={label}>
      {products.map(({ productId, title, imageUrl, priceMinor, isAvailable, reason }) => (
        <li key={productId}>
          <BlockStack gap="200">
            <div className="regulars-product-image">
              {imageUrl ? (
                <img src={imageUrl} alt="" loading="lazy" width={160} height={160} />
              ) : (
                <Icon source={ProductIcon} tone="subdued" />
              )}
            </div>
            <BlockStack gap="050">
              <Text as="p" fontWeight="medium">
                {title}
              </Text>
              <Text as="p" tone="subdued">
                {format.money(priceMinor)}
              </Text>
              <Text as="p" variant="bodySm" tone="subdued">
                {reason}
              </Text>
              {isAvailable ? null : (
                <div>
                  <Badge tone="attention">Not for sale now</Badge>
                </div>
              )}
            </BlockStack>
          </BlockStack>
        </li>
      ))}
    </ol>
  );
}
