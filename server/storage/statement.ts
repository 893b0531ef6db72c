import type { Compilable } from "kysely";

/** What both engines can bind: text, whole numbers (ms, fen, 0/1) and nothing. */
export type SqlValue = string | number | null;
export type Values = Readonly<Record<string, SqlValue>>;

/** SQL that was written once, at start, with named holes. `R` is the row it gives. */
export interface Statement<V extends Values = Values, R = unknown> {
  readonly name: string;
  readonly sql: string;
  /** The values in the order of the holes; costs 0.6 µs where writing the SQL costs 20. */
  readonly fill: (values: V) => SqlValue[];
  /** Never there; keeps the row's type. */
  readonly row?: R;
}

class Hole {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/**
 * Writes a statement once. `write` gets a stand-in for every value it names; anything else it passes is a constant.
 *
 * @example prepare<{ id: string }, Row>("findCup", (v) => db.selectFrom("cup").selectAll().where("id", "=", v.id))
 */
export const prepare = <V extends Values, R = unknown>(
  name: string,
  write: (values: V) => Compilable<unknown>,
): Statement<V, R> => {
  const holes = new Proxy({}, { get: (_, key) => new Hole(String(key)) });
  const compiled = write(holes as V).compile();
  const parameters = compiled.parameters as readonly (Hole | SqlValue)[];
  return {
    name,
    sql: compiled.sql,
    fill: (values) =>
      parameters.map((each) => (each instanceof Hole ? (values[each.name] ?? null) : each)),
  };
};
