import { expect, test } from "vitest";
import { textsOf, translate } from "./texts.ts";

const english = textsOf({
  hello: "Hello, {{ name }} & co",
  price_html: "From {{ price }}",
  orders: { one: "{{ count }} order", other: "{{ count }} orders" },
  only: "English only",
});
const polish = textsOf({ orders: { one: "zamówienie", few: "zamówienia", other: "zamówień" } });

const say = (key: string, values: Record<string, unknown> = {}, locale = "en") =>
  translate(locale === "pl" ? [polish, english] : [english], {
    ...{ key, locale },
    values: new Map(Object.entries(values)),
  });

test("what is put into a text is escaped with it, unless its key says that it is HTML", () => {
  expect(say("hello", { name: "<b>" })).toBe("Hello, &lt;b&gt; &amp; co");
  expect(say("price_html", { price: "<b>1</b>" })).toBe("From <b>1</b>");
});

test("counts take the plural of their language", () => {
  expect(say("orders", { count: 1 })).toBe("1 order");
  expect(say("orders", { count: 2 })).toBe("2 orders");
  expect(say("orders", { count: 3 }, "pl")).toBe("zamówienia");
});

test("what a language lacks is said in the next, and what none has is nothing", () => {
  expect(say("only", {}, "pl")).toBe("English only");
  expect(say("nowhere", {}, "pl")).toBeUndefined();
});
