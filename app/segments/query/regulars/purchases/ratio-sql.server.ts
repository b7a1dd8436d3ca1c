import { sql, type RawBuilder } from "kysely";

/** `ratioOf` in SQL, of two whole numbers. */
export function ratioSql(
  part: RawBuilder<unknown>,
  of: RawBuilder<unknown>,
): RawBuilder<number | null> {
  const ratio = sql`(cast(${part} as bigint) * 1000000 / cast(${of} as bigint))`;
  return sql`case when ${of} > 0 then case
    when ${ratio} <> 0 then ${ratio} when ${part} > 0 then 1 when ${part} < 0 then -1 else 0
  end end`;
}
