import { describe, expect, test } from "vitest";
import { readDraft } from "../../draft.ts";
import { draftOf } from "./draft-of-fields.ts";
import { errorsOfFaults } from "./errors-of.ts";
import { firstFields, type OfferFields } from "./fields.ts";

const NOW = Date.UTC(2026, 10, 21);
const SHOP = { timeZone: "UTC", currency: "EUR" };
const first = {
  ...firstFields({ now: NOW, timeZone: "UTC", segmentId: "3" }),
  title: "Ten",
};

function errorsOf(changes: Partial<OfferFields>) {
  const fields = { ...first, ...changes };
  const read = readDraft(draftOf(fields, SHOP), NOW);
  return read.kind === "invalid" ? errorsOfFaults(read.faults, fields) : {};
}

describe("what is wrong with an offer", () => {
  const gift = { kind: "buy-x-get-y", buysProducts: "1", getsProducts: "2" };
  test.each<[string, Partial<OfferFields>, string[]]>([
    ["nothing", {}, []],
    ["no name", { title: "  " }, ["title"]],
    ["too much off", { percent: "101" }, ["percent"]],
    ["no amount", { kind: "amount" }, ["amount"]],
    ["no products", { itemsOn: "products" }, ["itemsOn"]],
    ["no collections, and no percentage", { percent: "x", itemsOn: "collections" }, ["itemsOn", "percent"]], // prettier-ignore
    ["a rate of nothing", { kind: "free-shipping", shippingUpTo: "0" }, ["shippingUpTo"]],
    ["a gift of nothing", { ...gift, getsQuantity: "0" }, ["getsQuantity"]],
    ["a gift dearer than it is", { ...gift, getsPercent: "120" }, ["getsPercent"]],
    ["a gift for buying nothing", { ...gift, buysQuantity: "" }, ["buysQuantity"]],
    ["a gift for spending nothing", { ...gift, buysBy: "amount" }, ["buysAmount"]],
    ["a gift of nothing named", { ...gift, getsProducts: "" }, ["getsOn"]],
    ["a gift for nothing named", { ...gift, buysProducts: "" }, ["buysOn"]],
    ["gifts without end", { ...gift, usesPerOrder: "no" }, ["usesPerOrder"]],
    ["no minimum amount", { minimum: "subtotal" }, ["minimumAmount"]],
    ["no minimum of pieces", { minimum: "quantity", minimumQuantity: "1.5" }, ["minimumQuantity"]],
    ["no code", { method: "code" }, ["code"]],
    ["a code with blanks", { method: "code", code: "a b" }, ["code"]],
    ["uses below one", { method: "code", code: "A", usageLimit: "0" }, ["usageLimit"]],
    ["no start", { startsAt: "" }, ["startsAt"]],
    ["an end before the start", { endsAt: "2020-01-01T00:00" }, ["endsAt"]],
    ["more than the half kept out", { holdout: "51" }, ["holdout"]],
    ["a quiet year and a day", { quietDays: "366" }, ["quietDays"]],
  ])("%s is said at its field", (_, changes, fields) => {
    expect(Object.keys(errorsOf(changes)).sort()).toEqual(fields);
  });
});
