import { expect, it } from "vitest";
import { isPlatformPath } from "../../../server/start/sandbox-accounts.ts";

it("leaves the editor its own pages beside the platform's addresses", () => {
  expect(isPlatformPath("/connect/oauth2/authorize?appid=wx1")).toBe(true);
  expect(isPlatformPath("/cgi-bin/token?grant_type=client_credential")).toBe(true);
  for (const page of ["/", "/connect", "/connect?lang=en", "/a/coffee/rules", "/api/session"])
    expect([page, isPlatformPath(page)]).toEqual([page, false]);
});
