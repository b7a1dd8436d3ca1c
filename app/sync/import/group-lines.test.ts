import fc from "fast-check";
import { expect, test } from "vitest";
import { ImportMalformed, LineGroups } from "./group-lines.ts";

const linesOf = (roots: readonly number[]) => {
  const texts = roots.flatMap((children, index) => [
    JSON.stringify({ id: `gid://shopify/Order/${index + 1}` }),
    ...Array.from({ length: children }, (_, n) =>
      JSON.stringify({
        id: `gid://shopify/LineItem/${index}${n}`,
        __parentId: `gid://shopify/Order/${index + 1}`,
      }),
    ),
  ]);
  let end = 0;
  return texts.map((text) => ({ text, end: (end += text.length + 1) }));
};

function groupsOf(lines: readonly { text: string; end: number }[]) {
  const groups = new LineGroups();
  const complete = lines.flatMap((line) => groups.take(line) ?? []);
  return [...complete, ...[groups.last()].filter((group) => group !== null)];
}

test("every root comes out once, with all its children, and reading can go on after any of them", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(4)), fc.nat(), (roots, cut) => {
      const lines = linesOf(roots);
      const all = groupsOf(lines);
      expect(all.map(({ children }) => children.length)).toEqual(roots);

      const stop = all[cut % (all.length || 1)]?.end ?? 0;
      const rest = groupsOf(lines.filter(({ end }) => end > stop));
      expect([...all.filter(({ end }) => end <= stop), ...rest]).toEqual(all);
    }),
  );
});

test("a child away from its parent, and a line that is no object, are faults that show nothing of the line", () => {
  const stray = new LineGroups();
  const lost = {
    text: '{"id":"gid://shopify/LineItem/1","__parentId":"gid://shopify/Order/9"}',
    end: 1,
  };
  expect(() => stray.take(lost)).toThrow(ImportMalformed);
  expect(() => new LineGroups().take({ text: '{"id":"secret', end: 1 })).toThrow(/^(?!.*secret)/);
});
