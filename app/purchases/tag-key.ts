/**
 * By what tags are compared: NFC-normalised and case-folded (full folding: `ß` is `ss`), so that neither case nor how
 * an accent was typed makes two of one. White space counts.
 */
export const tagKey = (tag: string): string =>
  tag.normalize("NFC").toUpperCase().toLowerCase().normalize("NFC");
