import fc from "fast-check";
import { expect, test } from "vitest";
import { driftBetween } from "./versions.ts";

const versions = fc.array(fc.tuple(fc.nat(20), fc.nat(3))).map((pairs) => new Map(pairs));

test("mending what drift names makes both sides equal, and equal sides have none", () => {
  fc.assert(
    fc.property(versions, versions, (theirs, ours) => {
      const { missing, stale, extra } = driftBetween(theirs, ours);
      const mended = new Map(ours);
      for (const id of extra) mended.delete(id);
      for (const id of [...missing, ...stale]) mended.set(id, theirs.get(id) ?? -1);
      expect(new Map([...mended].sort())).toEqual(new Map([...theirs].sort()));
      expect(driftBetween(theirs, mended)).toEqual({ missing: [], stale: [], extra: [] });
    }),
  );
});
