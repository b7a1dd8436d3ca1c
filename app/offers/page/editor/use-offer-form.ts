import { useCallback, useEffect, useRef, useState } from "react";
import type { Titles } from "../offer-words.ts";
import type { OfferErrors } from "./errors-of.ts";
import { isTicked, tick, type FieldName, type OfferFields } from "./fields.ts";

/** An offer's form while it is being filled in, for the cards that show parts of it. */
export interface OfferForm {
  fields: OfferFields;
  errors: OfferErrors;
  titles: Titles;
  set: (changes: Partial<OfferFields>) => void;
  /** What was picked is called so from now on. */
  learn: (titles: Partial<Titles>) => void;
  /** What Polaris's text fields and selects want. */
  field: (name: FieldName) => {
    name: FieldName;
    value: string;
    onChange: (value: string) => void;
    error: string | undefined;
    autoComplete: string;
  };
  ticked: (name: FieldName) => {
    name: FieldName;
    checked: boolean;
    onChange: (on: boolean) => void;
    error: string | undefined;
  };
}

export function useOfferForm(
  first: OfferFields,
  titlesKnown: Titles,
  errors: OfferErrors,
): OfferForm & { reset: () => void } {
  const [fields, setFields] = useState(first);
  const [titles, setTitles] = useState(titlesKnown);
  const set = useCallback((changes: Partial<OfferFields>) => {
    setFields((before) => ({ ...before, ...changes }));
  }, []);
  return {
    fields,
    errors,
    titles,
    set,
    learn: (learnt) => {
      setTitles((before) => ({
        products: { ...before.products, ...learnt.products },
        collections: { ...before.collections, ...learnt.collections },
      }));
    },
    field: (name) => ({
      name,
      value: fields[name],
      onChange: (value) => {
        set({ [name]: value });
      },
      error: errors[name],
      autoComplete: "off",
    }),
    ticked: (name) => ({
      name,
      checked: isTicked(fields[name]),
      onChange: (on) => {
        set({ [name]: tick(on) });
      },
      error: errors[name],
    }),
    reset: () => {
      setFields(first);
    },
  };
}

/** The save bar hears what a hand changes; what the picker changes, and that it was refused, it has to be told. */
export function useNewsForSaveBar(picked: string, errors: OfferErrors) {
  const form = useRef<HTMLFormElement>(null);
  const heard = useRef({ picked, errors });
  useEffect(() => {
    const isNews = heard.current.picked !== picked || heard.current.errors !== errors;
    heard.current = { picked, errors };
    if (isNews) form.current?.dispatchEvent(new Event("change", { bubbles: true }));
  }, [picked, errors]);
  return form;
}
