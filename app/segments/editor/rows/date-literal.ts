/** A date as its fields: a day of the calendar, or so many units before or after today. */
export type DateFields =
  | { kind: "today" | "yesterday" }
  | { kind: "ago" | "ahead"; amount: string; unit: Unit }
  | { kind: "day"; day: string }
  | { kind: "other"; text: string };

export type Unit = "d" | "w" | "m" | "y";
const UNITS: readonly Unit[] = ["d", "w", "m", "y"];

export function dateFields(literal: string): DateFields {
  if (literal === "today" || literal === "yesterday") return { kind: literal };
  const offset = /^([+-])(\d*)([dwmy])$/.exec(literal);
  const unit = UNITS.find((one) => one === offset?.[3]);
  if (offset && unit) {
    return { kind: offset[1] === "-" ? "ago" : "ahead", amount: offset[2] ?? "", unit };
  }
  if (/^\d{4}-\d{2}-\d{2}$/.test(literal) || literal === "") return { kind: "day", day: literal };
  return { kind: "other", text: literal };
}

export function dateLiteral(fields: DateFields): string {
  switch (fields.kind) {
    case "today":
    case "yesterday":
      return fields.kind;
    case "ago":
      return `-${fields.amount}${fields.unit}`;
    case "ahead":
      return `+${fields.amount}${fields.unit}`;
    case "day":
      return fields.day;
    case "other":
      return fields.text;
  }
}
