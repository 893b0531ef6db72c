/** The account that every contestant serves. */
export const account = {
  id: "bench",
  originalId: "gh_1f2e3d4c5b6a",
  appId: "wx0123456789abcdef",
  token: "benchToken0001",
  aesKey: "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA",
} as const;
