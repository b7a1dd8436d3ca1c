import { useEffect, type RefObject } from "react";
import type { BuilderEdits } from "./use-builder-edits.ts";

/** Alt and the arrow up or down move the condition or the group that the keyboard is in. */
export function useMovesByKey(box: RefObject<HTMLElement>, edits: BuilderEdits) {
  useEffect(() => {
    const element = box.current;
    const move = (event: KeyboardEvent) => {
      if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
      const part = event.target instanceof Element && event.target.closest("[data-part]");
      if (!part) return;
      event.preventDefault();
      edits.move(Number(part.getAttribute("data-part")), event.key === "ArrowUp" ? "up" : "down");
    };
    element?.addEventListener("keydown", move);
    return () => {
      element?.removeEventListener("keydown", move);
    };
  }, [box, edits]);
}
