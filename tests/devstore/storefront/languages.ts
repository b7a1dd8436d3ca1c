/** A language of the storefront, as Liquid's `shop_locale`; `direction` is the theme's own. */
export interface Language {
  readonly iso_code: string;
  readonly endonym_name: string;
  readonly direction: "ltr" | "rtl";
}

const english: Language = { iso_code: "en", endonym_name: "English", direction: "ltr" };

/** What a shopper may choose. Where a text is missing Shopify shows the English one. */
export const languages: readonly Language[] = [
  english,
  { iso_code: "de", endonym_name: "Deutsch", direction: "ltr" },
  { iso_code: "fr", endonym_name: "Français", direction: "ltr" },
  { iso_code: "es", endonym_name: "Español", direction: "ltr" },
  { iso_code: "ja", endonym_name: "日本語", direction: "ltr" },
  { iso_code: "ar", endonym_name: "العربية", direction: "rtl" },
];

/** The language of a code like `de` or `de-AT`; English for one that the shop does not have. */
export function languageOf(code: string): Language {
  return (
    languages.find(({ iso_code }) => iso_code === code.split("-")[0]?.toLowerCase()) ?? english
  );
}
