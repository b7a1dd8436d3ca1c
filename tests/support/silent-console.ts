import { afterEach, beforeEach, expect, vi } from "vitest";

/** The console stays silent: whatever is written to it is a fault that nobody would read. */
beforeEach(() => {
  vi.spyOn(console, "error");
  vi.spyOn(console, "warn");
});

afterEach(() => {
  const said = [...vi.mocked(console.error).mock.calls, ...vi.mocked(console.warn).mock.calls];
  vi.restoreAllMocks();
  expect(said, "the console should be silent").toEqual([]);
});
