import { createContext, useContext, useMemo, type ReactNode } from "react";
import { formatFor, type Format, type ShopForm } from "./format.ts";

const FormatContext = createContext<Format>(
  formatFor({ locale: "en", timeZone: "UTC", currency: "USD" }),
);

export function FormatProvider({ form, children }: { form: ShopForm; children: ReactNode }) {
  const { locale, timeZone, currency } = form;
  const format = useMemo(
    () => formatFor({ locale, timeZone, currency }),
    [locale, timeZone, currency],
  );
  return <FormatContext.Provider value={format}>{children}</FormatContext.Provider>;
}

/** Writes figures in the form of the shop whose pages these are. */
export const useFormat = (): Format => useContext(FormatContext);
