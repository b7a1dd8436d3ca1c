import { extent } from "d3-array";
import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";

const WIDTH = 96;
const HEIGHT = 24;
const INSET = 3;

/**
 * A course of values at a glance. Decoration beside a figure: `label` says it in words, and the numbers stand in a
 * table elsewhere.
 */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  const [low, high] = extent(values);
  if (low === undefined || values.length < 2) return <span aria-label={label}>–</span>;
  const isFlat = low === high;
  const x = scaleLinear([0, values.length - 1], [INSET, WIDTH - INSET]);
  const y = isFlat ? () => HEIGHT / 2 : scaleLinear([low, high], [HEIGHT - INSET, INSET]);
  const path = line<number>(
    (_, index) => x(index),
    (value) => y(value),
  )(values);
  const last = values.at(-1) ?? low;
  return (
    <svg
      className="regulars-sparkline"
      role="img"
      aria-label={label}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
    >
      <path
        d={path ?? ""}
        fill="none"
        stroke="var(--p-color-icon-secondary)"
        strokeWidth="1.5"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      <circle cx={x(values.length - 1)} cy={y(last)} r="2.25" fill="var(--p-color-text-emphasis)" />
    </svg>
  );
}
