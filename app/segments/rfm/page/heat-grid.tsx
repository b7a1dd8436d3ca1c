import { max } from "d3-array";
import { useId } from "react";
import { useFormat } from "#app/ui/use-format.tsx";

const CELL = { width: 110, height: 58 };
const MARGIN = { top: 6, left: 44, bottom: 40 };
const SCORES = [1, 2, 3, 4, 5];
const INK = {
  fill: "var(--p-color-bg-fill-emphasis)",
  line: "var(--p-color-border-secondary)",
  text: "var(--p-color-text)",
  axis: "var(--p-color-text-secondary)",
};

/** Light enough for dark words on it. */
const DARKEST = 0.5;

export interface HeatCell {
  /** Across, from 1. */
  recency: number;
  /** Up, from 1. */
  other: number;
  customers: number;
  label: string;
}

interface Props {
  title: string;
  /** What goes up. */
  axis: string;
  cells: readonly HeatCell[];
}

/** Five by five, the fuller the darker. Drawn on the server; a table with the same numbers belongs beside it. */
export function HeatGrid({ title, axis, cells }: Props) {
  const format = useFormat();
  const id = useId();
  const most = Math.max(1, max(cells, ({ customers }) => customers) ?? 1);
  const size = {
    width: MARGIN.left + 5 * CELL.width,
    height: MARGIN.top + 5 * CELL.height + MARGIN.bottom,
  };
  const x = (recency: number) => MARGIN.left + (recency - 1) * CELL.width;
  const y = (other: number) => MARGIN.top + (5 - other) * CELL.height;
  const fullest = cells.reduce<HeatCell | null>(
    (best, cell) => (cell.customers > (best?.customers ?? 0) ? cell : best),
    null,
  );
  return (
    <div className="regulars-chart">
      <svg
        role="img"
        aria-labelledby={`${id}-title ${id}-desc`}
        viewBox={`0 0 ${size.width} ${size.height}`}
        fontFamily="var(--p-font-family-sans)"
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>
          {fullest
            ? `Most customers, ${format.count(fullest.customers)}, have recency ${fullest.recency} and ${axis} ${fullest.other}: ${fullest.label}.`
            : "Nobody has bought yet."}
        </desc>
        {cells.map(({ recency, other, customers, label }) => {
          const share = Math.sqrt(customers / most);
          return (
            <g key={`${recency}-${other}`}>
              <rect
                x={x(recency) + 1}
                y={y(other) + 1}
                width={CELL.width - 2}
                height={CELL.height - 2}
                rx="4"
                fill={INK.fill}
                fillOpacity={share * DARKEST}
                stroke={INK.line}
              />
              <text
                x={x(recency) + CELL.width / 2}
                y={y(other) + CELL.height / 2 - 3}
                textAnchor="middle"
                fill={INK.text}
                className="regulars-heat-count"
              >
                {format.count(customers)}
              </text>
              <text
                x={x(recency) + CELL.width / 2}
                y={y(other) + CELL.height / 2 + 15}
                textAnchor="middle"
                fill={INK.text}
                className="regulars-heat-label"
              >
                {label}
              </text>
            </g>
          );
        })}
        {SCORES.map((score) => (
          <g key={score} fill={INK.axis} className="regulars-heat-axis">
            <text x={MARGIN.left - 10} y={y(score) + CELL.height / 2} dy="0.32em" textAnchor="end">
              {score}
            </text>
            <text x={x(score) + CELL.width / 2} y={size.height - 22} textAnchor="middle">
              {score}
            </text>
          </g>
        ))}
        <text
          x={MARGIN.left + 2.5 * CELL.width}
          y={size.height - 4}
          textAnchor="middle"
          fill={INK.axis}
          className="regulars-heat-axis"
        >
          recency →
        </text>
        <text
          transform={`translate(12 ${MARGIN.top + 2.5 * CELL.height}) rotate(-90)`}
          textAnchor="middle"
          fill={INK.axis}
          className="regulars-heat-axis"
        >
          {`${axis} →`}
        </text>
      </svg>
    </div>
  );
}
