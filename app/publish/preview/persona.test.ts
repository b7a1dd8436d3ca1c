import { expect, test } from "vitest";
import { personaOf, personaText } from "./persona.ts";

test.each(["guest", "segment-3", "customer-7000000000006"])(
  "%s comes back as it was said",
  (as) => {
    const persona = personaOf(as);
    expect(persona && personaText(persona)).toBe(as);
  },
);

test.each(["nobody", "segment-", "segment-0", "customer-1x", "customer-99999999999999999", ""])(
  "%j is nobody",
  (as) => {
    expect(personaOf(as)).toBeNull();
  },
);
