import type { ReactNode } from "react";

/** Shows more when asked, without a script. */
export function Disclosure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <details className="regulars-disclosure">
      <summary>{label}</summary>
      {children}
    </details>
  );
}
