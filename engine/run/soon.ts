/** A value that is there already, or still on its way. */
export type Soon<T> = T | Promise<T>;

/**
 * Goes on with a value: at once if it is there, else when it comes. Most messages wait for nothing, and an
 * `await` at each of six levels costs as much as finding the rule.
 */
export const andThen = <T, R>(value: Soon<T>, next: (value: T) => Soon<R>): Soon<R> =>
  value instanceof Promise ? value.then(next) : next(value);
