import { COUNT, type EventSource } from "../../filters/filter.ts";

/** Answers to surveys, e-mails opened, whatever the merchant's other systems tell. */
export const toldSources: Readonly<Record<string, EventSource>> = {
  "regulars.event": {
    label: "Events from outside",
    parameters: {
      name: { type: "text", label: "Name" },
      date: { type: "date", label: "Date" },
      value: { type: "number", decimals: 6, label: "Value" },
      answer: { type: "text", label: "Answer" },
      count: COUNT,
    },
    events: ({ purchases: { told } }) =>
      told.map(({ name, at, valueMillionth, answer }) => ({
        ...{ name, date: at, value: valueMillionth, answer },
      })),
  },
};
