/** A group as people read it: AT_RISK is "At risk". */
export const groupLabel = (group: string): string =>
  group.charAt(0) + group.slice(1).toLowerCase().replaceAll("_", " ");
