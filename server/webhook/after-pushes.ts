/** So many turns a push may hold what is due: enough to be answered, and nobody who writes all day stops the reminders. */
const MOST_TURNS = 20;

const turn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/**
 * Lets pushes go first: resolves after a turn of the loop when nobody waits for an answer, else after the few that an
 * answer takes. Those hold nothing but pushes and are short; the loop takes up one new connection in each.
 */
export const afterPushes = async (waiting: () => number): Promise<void> => {
  for (let turns = 0; turns === 0 || (turns < MOST_TURNS && waiting() > 0); turns += 1)
    await turn();
};
