import fc from "fast-check";
import { expect, test } from "vitest";
import { codeFrom, CODE_LETTERS } from "./own-codes.ts";

test("a member's own code can be read aloud and typed, and says nothing", () => {
  expect(CODE_LETTERS).not.toMatch(/[AEIOU01L5S]/);
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 10, maxLength: 10 }), (numbers) => {
      let next = 0;
      const code = codeFrom((limit) => (numbers[next++] ?? 0) % limit);
      expect(code).toMatch(/^[A-Z2-9]{5}-[A-Z2-9]{5}$/);
      for (const letter of code.replace("-", "")) expect(CODE_LETTERS).toContain(letter);
    }),
  );
});
