import type { Expression, SqlBool } from "kysely";
import { sql } from "kysely";

/** Whether a column contains a text, whatever the case of its Latin letters; `%` and `_` are themselves. */
export const containsText = (column: Expression<unknown>, text: string): Expression<SqlBool> => {
  const pattern = `%${text.toLowerCase().replaceAll(/[\\%_]/g, "\\$&")}%`;
  return sql<SqlBool>`lower(${column}) like ${pattern} escape '\\'`;
};
