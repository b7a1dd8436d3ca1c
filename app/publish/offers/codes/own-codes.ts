/** No vowels, so that no word comes of it, and nothing that looks like something else: no 0 and O, 1 and I and L, 5 and S. */
export const CODE_LETTERS = "BCDFGHJKMPQRTVWXY2346789";
const LETTERS = 10;

/**
 * A code to be typed from a screen: BDFGH-23467. Of 6 * 10^13, so that a guess among a million of them hits one time
 * in sixty million; and then it is still for the members of its segment alone. `below` gives a number from 0 on.
 */
export function codeFrom(below: (limit: number) => number): string {
  const letters = Array.from({ length: LETTERS }, () => CODE_LETTERS[below(CODE_LETTERS.length)]);
  return `${letters.slice(0, LETTERS / 2).join("")}-${letters.slice(LETTERS / 2).join("")}`;
}
