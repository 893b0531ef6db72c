/**
 * A value that is there already, or still on its way: only what is on its way is awaited. Most messages wait
 * for nothing, and an `await` at each of six levels costs more than finding the rule.
 */
export type Soon<T> = T | Promise<T>;
