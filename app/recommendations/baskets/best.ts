/**
 * Moves the `wanted` best of the first `count` of `among` to its beginning, in no order, and says how many they are.
 * Equal scores: the lower number is better. Takes time in proportion to `count`.
 */
export function keepBest(
  scores: Float64Array,
  among: Int32Array,
  count: number,
  wanted: number,
): number {
  if (count <= wanted) return count;
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const pivot = middleOf(scores, among, low, high);
    const pivotScore = scores[pivot] ?? 0;
    let left = low;
    let right = high;
    while (left <= right) {
      while (isBetter(scores, among[left] ?? 0, pivot, pivotScore)) left++;
      while (isWorse(scores, among[right] ?? 0, pivot, pivotScore)) right--;
      if (left > right) break;
      const swapped = among[left] ?? 0;
      among[left++] = among[right] ?? 0;
      among[right--] = swapped;
    }
    if (wanted - 1 <= right) high = right;
    else if (wanted - 1 >= left) low = left;
    else break;
  }
  return wanted;
}

function isBetter(scores: Float64Array, one: number, pivot: number, pivotScore: number): boolean {
  const score = scores[one] ?? 0;
  return score > pivotScore || (score === pivotScore && one < pivot);
}

function isWorse(scores: Float64Array, one: number, pivot: number, pivotScore: number): boolean {
  const score = scores[one] ?? 0;
  return score < pivotScore || (score === pivotScore && one > pivot);
}

/** The median of three by rank. */
function middleOf(scores: Float64Array, among: Int32Array, low: number, high: number): number {
  const [a, b, c] = [among[low] ?? 0, among[(low + high) >> 1] ?? 0, among[high] ?? 0];
  const before = (one: number, other: number) => isBetter(scores, one, other, scores[other] ?? 0);
  if (before(a, b)) return before(b, c) ? b : before(a, c) ? c : a;
  return before(a, c) ? a : before(b, c) ? c : b;
}
