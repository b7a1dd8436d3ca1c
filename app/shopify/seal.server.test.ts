import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isSealedWithOldKey, seal, SealBroken, unseal } from "./seal.server.ts";

const [older, newer] = [randomBytes(32), randomBytes(32)];
const purpose = "offline_demo.myshopify.com:access";

test("what is sealed can be opened with the key that did it, wherever it stands among the keys", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const sealed = seal(text, { keys: [older], purpose });
      expect(unseal(sealed, { keys: [newer, older], purpose })).toBe(text);
      expect(isSealedWithOldKey(sealed, [newer, older])).toBe(true);
      expect(isSealedWithOldKey(sealed, [older, newer])).toBe(false);
      if (text.length > 20) expect(sealed).not.toContain(text);
    }),
  );
});

test("sealing twice gives two texts, and a text that was changed anywhere does not open", () => {
  expect(seal("shpat_x", { keys: [newer], purpose })).not.toBe(
    seal("shpat_x", { keys: [newer], purpose }),
  );
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.nat(), (text, at) => {
      const sealed = seal(text, { keys: [newer], purpose });
      const begin = sealed.lastIndexOf(":") + 1;
      const bytes = Buffer.from(sealed.slice(begin), "base64url");
      const place = at % bytes.length;
      bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
      const changed = sealed.slice(0, begin) + bytes.toString("base64url");
      expect(() => unseal(changed, { keys: [newer], purpose })).toThrow(SealBroken);
    }),
  );
});

test("a text is worth nothing in another row, nor without its key", () => {
  const sealed = seal("shpat_x", { keys: [newer], purpose });
  expect(() =>
    unseal(sealed, { keys: [newer], purpose: "offline_other.myshopify.com:access" }),
  ).toThrow(SealBroken);
  expect(() => unseal(sealed, { keys: [older], purpose })).toThrow(SealBroken);
  expect(() => unseal("shpat_never_sealed", { keys: [newer], purpose })).toThrow(SealBroken);
});
