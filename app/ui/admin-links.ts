/** The blocks of our theme extension, as a merchant knows them. */
const BLOCKS = [
  { block: "shelf", label: "Add the shelf", template: "product" },
  { block: "offer", label: "Add the offer line", template: "product" },
];

/** Opens the theme editor of a shop with one of our blocks ready to be placed. */
export const blockLinks = ({ domain, apiKey }: { domain: string; apiKey: string }) =>
  BLOCKS.map(({ block, label, template }) => ({
    label,
    url: `https://${domain}/admin/themes/current/editor?${new URLSearchParams({
      template,
      addAppBlockId: `${apiKey}/${block}`,
      target: "newAppsSection",
    }).toString()}`,
  }));

/** A page of Shopify's own admin: `adminPage(domain, "customers", 123)`. */
export const adminPage = (domain: string, ...path: (string | number)[]) =>
  `https://${domain}/admin/${path.join("/")}`;
