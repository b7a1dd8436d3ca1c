/** As whom the storefront is looked at. */
export type Persona =
  | { kind: "guest" }
  /** Somebody signed in who is in this segment and no other. */
  | { kind: "segment"; segmentId: number }
  | { kind: "customer"; customerId: number };

/** As it stands in an address: guest, segment-3, customer-7000001. */
export function personaOf(text: string): Persona | null {
  if (text === "guest") return { kind: "guest" };
  const match = /^(segment|customer)-([1-9]\d{0,15})$/.exec(text);
  if (!match) return null;
  const id = Number(match[2]);
  return match[1] === "segment"
    ? { kind: "segment", segmentId: id }
    : { kind: "customer", customerId: id };
}

export function personaText(persona: Persona): string {
  switch (persona.kind) {
    case "guest":
      return "guest";
    case "segment":
      return `segment-${persona.segmentId}`;
    case "customer":
      return `customer-${persona.customerId}`;
  }
}
