/** The blocks of our theme extension, as a merchant knows them. */
const BLOCKS = [
  { block: "shelf", label: "Add the shelf", template: "product" },
  { block: "offer", label: "Add the offer line", template: "product" },
  { block: "usual", label: "Add buy again", template: "cart" },
  { block: "tier", label: "Add the tier", template: "index" },
  { block: "greeting", label: "Add the greeting", template: "index" },
  { block: "why", label: "Add “why”, with its switch", template: "index" },
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
