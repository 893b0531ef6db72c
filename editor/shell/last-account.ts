const storedAs = "yingda-account";

/** The account this browser worked on last, `null` for none. */
export const lastAccount = (): string | null => localStorage.getItem(storedAs);

/** Remembers the account for the next time. */
export const rememberAccount = (account: string): void => localStorage.setItem(storedAs, account);
