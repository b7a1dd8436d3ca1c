import { Button } from "@shopify/polaris";
import { useState } from "react";

interface Props {
  url: string;
  fileName: string;
  label: string;
}

/** Saves what one of our own addresses answers. Fetched, since only a fetch carries the session token. */
export function DownloadButton({ url, fileName, label }: Props) {
  const [state, setState] = useState<"idle" | "loading" | "failed">("idle");
  const download = async () => {
    setState("loading");
    const response = await fetch(url).catch(() => null);
    if (!response?.ok) {
      setState("failed");
      return;
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = fileName;
    link.click();
    URL.revokeObjectURL(link.href);
    setState("idle");
  };
  return (
    <Button variant="plain" loading={state === "loading"} onClick={() => void download()}>
      {state === "failed" ? `${label} again: it did not arrive` : label}
    </Button>
  );
}
