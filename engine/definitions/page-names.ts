/** The pages that every account has; those of `pages.yaml` come beside them. The server's list has one file for each. */
export const OWN_PAGES: readonly string[] = [
  ...["sign-in", "bind", "address", "share", "review"],
  ...["pay", "orders", "redeem", "price"],
];

/**
 * What a page event stores with its follower, beside what it carries as `event.*`: the field's name there, and the name
 * it has as `follower.NAME` from then on. `event.name` is the event's own, so a person's name is `nickname`.
 */
export const STORED_BY_PAGES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "signed-in": { nickname: "name", picture: "picture", unionid: "unionid" },
  bound: { bound: "bound", tail: "tail", customer: "customer", phone: "phone" },
  shared: { shares: "shares" },
  "share-opened": { opens: "opens" },
  address: { address: "address", recipient: "recipient", tel: "tel" },
};

/** What a page event takes away from its follower. */
export const REMOVED_BY_PAGES: Readonly<Record<string, readonly string[]>> = {
  unbound: ["bound", "tail", "customer", "phone"],
};
