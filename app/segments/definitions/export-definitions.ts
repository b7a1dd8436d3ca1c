import { FIELDS, type Definition, type Filed } from "./definition.ts";
import { rewriteDefinition, writeDefinition } from "./definition-yaml.ts";
import type { Kept } from "./steps.ts";

/**
 * A shop's segments as files, those that are there in the files they have. @returns what each file holds, and the
 * files of segments that the shop does not have
 */
export function exportTo(
  kept: readonly Kept[],
  before: ReadonlyMap<string, string>,
  filed: readonly Filed[],
): { files: { file: string; text: string }[]; others: string[] } {
  const taken = new Set(before.keys());
  const files = kept.map((segment) => {
    const definition = definitionOf(segment);
    const there = filed.find(({ definition: { handle, name } }) =>
      handle === undefined ? name === segment.name : handle === segment.handle,
    )?.file;
    const file = there ?? freeName(segment, taken);
    taken.add(file);
    const old = before.get(file);
    return {
      file,
      text: old === undefined ? writeDefinition(definition) : rewriteDefinition(old, definition),
    };
  });
  const used = new Set(files.map(({ file }) => file));
  return { files, others: [...before.keys()].filter((file) => !used.has(file)) };
}

function definitionOf(segment: Kept): Definition {
  const fields = FIELDS.map((field) => [field, segment[field]] as const);
  return {
    ...{ name: segment.name, handle: segment.handle, query: segment.query },
    ...Object.fromEntries(fields.filter(([, value]) => value !== undefined)),
  };
}

function freeName({ name, handle }: Kept, taken: ReadonlySet<string>): string {
  const slug = name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 60);
  const file = `${slug || handle}.yaml`;
  return taken.has(file) ? `${slug}-${handle}.yaml` : file;
}
