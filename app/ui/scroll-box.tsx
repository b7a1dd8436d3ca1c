import type { ReactNode } from "react";

interface Props {
  /** What is in it: who cannot see it hears this, and scrolls with the arrow keys. */
  label: string;
  children: ReactNode;
}

/** What may be wider than a narrow page is scrolled by itself, by the keyboard too. */
export function ScrollBox({ label, children }: Props) {
  return (
    <div className="regulars-scroll" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
