import { Select, TextField } from "@shopify/polaris";
import { dateFields, dateLiteral, type DateFields, type Unit } from "./date-literal.ts";

interface Props {
  label: string;
  literal: string;
  onLiteral: (literal: string) => void;
}

const KINDS = [
  { value: "ago d", label: "days ago" },
  { value: "ago w", label: "weeks ago" },
  { value: "ago m", label: "months ago" },
  { value: "ago y", label: "years ago" },
  { value: "ahead d", label: "days from now" },
  { value: "today", label: "today" },
  { value: "yesterday", label: "yesterday" },
  { value: "day", label: "a day" },
  { value: "other", label: "as text" },
];

/** A date: so many days ago, or one of the calendar. */
export function DateField({ label, literal, onLiteral }: Props) {
  const fields = dateFields(literal);
  const kind = "unit" in fields ? `${fields.kind} ${fields.unit}` : fields.kind;
  const set = (next: DateFields) => {
    onLiteral(dateLiteral(next));
  };
  return (
    <div className="regulars-date">
      {"unit" in fields ? (
        <TextField
          label={`${label}: how many`}
          labelHidden
          autoComplete="off"
          inputMode="numeric"
          value={fields.amount}
          onChange={(amount) => {
            set({ ...fields, amount: amount.replaceAll(/\D/g, "") });
          }}
        />
      ) : null}
      {fields.kind === "day" ? (
        <TextField
          label={`${label}: day`}
          labelHidden
          autoComplete="off"
          type="date"
          value={fields.day}
          onChange={(day) => {
            set({ kind: "day", day });
          }}
        />
      ) : null}
      {fields.kind === "other" ? (
        <TextField
          label={`${label}: as text`}
          labelHidden
          autoComplete="off"
          value={fields.text}
          onChange={(written) => {
            set({ kind: "other", text: written });
          }}
        />
      ) : null}
      <Select
        label={`${label}: kind of date`}
        labelHidden
        options={
          KINDS.some(({ value }) => value === kind)
            ? KINDS
            : [{ value: kind, label: kind.replace("ahead", "from now,") }, ...KINDS]
        }
        value={kind}
        onChange={(chosen) => {
          set(fieldsOf(chosen, fields));
        }}
      />
    </div>
  );
}

function fieldsOf(kind: string, old: DateFields): DateFields {
  const amount = "amount" in old ? old.amount : "30";
  const unit = (["d", "w", "m", "y"] as const).find((one) => kind.endsWith(` ${one}`));
  if (unit) return { kind: kind.startsWith("ago") ? "ago" : "ahead", amount, unit: unit satisfies Unit }; // prettier-ignore
  if (kind === "today" || kind === "yesterday") return { kind };
  if (kind === "day") return { kind: "day", day: "" };
  return { kind: "other", text: dateLiteral(old) };
}
