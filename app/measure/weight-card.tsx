import { BlockStack, Card, Text } from "@shopify/polaris";
import { ScrollBox } from "#app/ui/scroll-box.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import weight from "./storefront-weight.json" with { type: "json" };

const text = {
  title: "What blocks add to a page",
  about:
    "All of them at once, for a customer of whom everything is known. No script, and no request to Regulars: Shopify renders them. Measured when this version was made, and held to a budget.",
  page: "Page",
  html: "HTML, bytes",
  pictures: "Markup of pictures, bytes",
  css: "CSS, bytes",
  script: "Script, bytes",
  requests: "Requests",
  turns: "Turns of Liquid loops",
  metaobjects: "Metaobjects",
};

const TEMPLATES: Record<string, string> = {
  index: "Home page",
  product: "Product",
  collection: "Collection",
  cart: "Cart",
  account: "Account",
};

const COLUMNS = [
  ["html", "htmlBytes"],
  ["pictures", "pictureBytes"],
  ["css", "cssBytes"],
  ["script", "scriptBytes"],
  ["requests", "requests"],
  ["turns", "loopTurns"],
  ["metaobjects", "metaobjects"],
] as const;

/** The receipt of page weight. */
export function WeightCard() {
  const format = useFormat();
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {text.title}
        </Text>
        <Text as="p">{text.about}</Text>
        <ScrollBox label={text.title}>
          <table className="regulars-table">
            <thead>
              <tr>
                <th scope="col">{text.page}</th>
                {COLUMNS.map(([column]) => (
                  <th key={column} scope="col">
                    {text[column]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {weight.templates.map((template) => (
                <tr key={template.template}>
                  <th scope="row">{TEMPLATES[template.template] ?? template.template}</th>
                  {COLUMNS.map(([column, figure]) => (
                    <td key={column}>{format.count(template[figure])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      </BlockStack>
    </Card>
  );
}
