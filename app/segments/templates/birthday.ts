/** The metafield that holds birthdays, by its name in queries: a date that says so in its name. */
export function anniversaryOfBirthday(
  definitions: readonly { name: string; valueType: string }[],
): string | null {
  const found = definitions.find(
    ({ name, valueType }) => valueType === "date" && /birth|geburt|anniversaire|bday/i.test(name),
  );
  return found ? `metafields.${found.name}` : null;
}
