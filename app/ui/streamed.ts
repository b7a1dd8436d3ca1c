/**
 * A text made piece by piece as the body of a response. A piece is made only when the one before was taken; a client
 * that is gone ends it.
 */
export function streamed(
  pieces: AsyncGenerator<string>,
  untilTaken: () => Promise<boolean> = () => Promise.resolve(true),
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const next = (await untilTaken()) ? await pieces.next() : { done: true as const };
      if (!next.done) {
        controller.enqueue(encoder.encode(next.value));
        return;
      }
      await pieces.return(undefined);
      controller.close();
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
