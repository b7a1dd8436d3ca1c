/** Picks the highest of scores with a heap of its own, again and again without new memory. Equal scores: the lower number. */
export function bestPicker(most: number) {
  const heap = new Int32Array(most);
  return (scores: Float64Array, among: Int32Array, count: number, wanted: number): Int32Array => {
    const limit = Math.min(wanted, most);
    let size = 0;
    const worse = (a: number, b: number) => {
      const difference = (scores[a] ?? 0) - (scores[b] ?? 0);
      return difference < 0 || (difference === 0 && a > b);
    };
    const sink = (start: number) => {
      let at = start;
      const moving = heap[at] ?? 0;
      for (;;) {
        let child = 2 * at + 1;
        if (child >= size) break;
        if (child + 1 < size && worse(heap[child + 1] ?? 0, heap[child] ?? 0)) child++;
        if (!worse(heap[child] ?? 0, moving)) break;
        heap[at] = heap[child] ?? 0;
        at = child;
      }
      heap[at] = moving;
    };
    for (let i = 0; i < count; i++) {
      const one = among[i] ?? 0;
      if (size < limit) {
        let at = size++;
        while (at > 0) {
          const parent = (at - 1) >> 1;
          if (!worse(one, heap[parent] ?? 0)) break;
          heap[at] = heap[parent] ?? 0;
          at = parent;
        }
        heap[at] = one;
      } else if (limit > 0 && worse(heap[0] ?? 0, one)) {
        heap[0] = one;
        sink(0);
      }
    }
    const sorted = heap.slice(0, size);
    return sorted.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  };
}
