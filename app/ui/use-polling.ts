import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

/** Loads the page's data again every so often while something is under way and the page is looked at. */
export function usePolling(isUnderWay: boolean, everyMs: number): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!isUnderWay || state !== "idle") return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") revalidate();
    }, everyMs);
    return () => {
      clearInterval(timer);
    };
  }, [isUnderWay, everyMs, state, revalidate]);
}
