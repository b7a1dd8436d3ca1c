import { extent, max } from "d3-array";
import { scaleLinear } from "d3-scale";
import { area, curveStepAfter, line } from "d3-shape";
import { useId } from "react";
import { useFormat } from "#app/ui/use-format.tsx";

export interface DayValue {
  day: number;
  value: number;
}

const SIZE = { width: 640, height: 220 };
const MARGIN = { top: 12, right: 16, bottom: 28, left: 56 };
const INK = {
  line: "var(--p-color-text-emphasis)",
  area: "var(--p-color-bg-surface-emphasis)",
  grid: "var(--p-color-border-secondary)",
  text: "var(--p-color-text-secondary)",
};

/** A figure day by day, as steps, from zero. Drawn on the server; a table with the same numbers belongs beside it. */
export function DayChart({ title, values }: { title: string; values: readonly DayValue[] }) {
  const format = useFormat();
  const id = useId();
  const [first, last] = extent(values, ({ day }) => day);
  if (first === undefined) return null;

  const right = SIZE.width - MARGIN.right;
  const bottom = SIZE.height - MARGIN.bottom;
  const x = scaleLinear([first, Math.max(last, first + 1)], [MARGIN.left, right]);
  const y = scaleLinear(
    [0, Math.max(1, max(values, ({ value }) => value) ?? 1)],
    [bottom, MARGIN.top],
  ).nice(4);
  const wholeTicks = y.ticks(4).filter(Number.isInteger);
  const days = dayTicks(first, last);
  const from = values[0]?.value ?? 0;
  const to = values.at(-1)?.value ?? 0;
  const path = line<DayValue>(
    ({ day }) => x(day),
    ({ value }) => y(value),
  ).curve(curveStepAfter);
  const fill = area<DayValue>(
    ({ day }) => x(day),
    bottom,
    ({ value }) => y(value),
  ).curve(curveStepAfter);

  return (
    <div className="regulars-chart">
      <svg
        role="img"
        aria-labelledby={`${id}-title ${id}-desc`}
        viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
        fontFamily="var(--p-font-family-sans)"
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>
          {`From ${format.count(from)} on ${format.day(first)} to ${format.count(to)} on ${format.day(last)}.`}
        </desc>
        {wholeTicks.map((tick) => (
          <g key={tick}>
            <line x1={MARGIN.left} x2={right} y1={y(tick)} y2={y(tick)} stroke={INK.grid} />
            <text x={MARGIN.left - 8} y={y(tick)} dy="0.32em" textAnchor="end" fill={INK.text}>
              {format.count(tick)}
            </text>
          </g>
        ))}
        {days.map((day, index) => (
          <text
            key={day}
            x={x(day)}
            y={SIZE.height - 8}
            textAnchor={index === 0 ? "start" : day === last ? "end" : "middle"}
            fill={INK.text}
          >
            {format.shortDay(day)}
          </text>
        ))}
        <path d={fill(values) ?? ""} fill={INK.area} />
        <path d={path(values) ?? ""} fill="none" stroke={INK.line} strokeWidth="2" />
        <circle cx={x(last)} cy={y(to)} r="3.5" fill={INK.line} />
      </svg>
    </div>
  );
}

/** The first and the last day, and what fits evenly between. */
function dayTicks(first: number, last: number): number[] {
  const parts = Math.min(4, last - first);
  if (parts === 0) return [first];
  return Array.from(
    { length: parts + 1 },
    (_, index) => first + Math.round(((last - first) * index) / parts),
  );
}
