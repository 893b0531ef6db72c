import { Type } from "typebox";
import type { OpenId } from "../../../engine/index.ts";
import type { ApiResult } from "../refusal.ts";
import type { Api } from "../request.ts";
import { Done } from "./done.ts";

const Online = Type.Object({
  kf_online_list: Type.Array(
    Type.Object({
      kf_account: Type.String(),
      /** 0 offline, 1 web, 2 mobile, 3 both. */
      status: Type.Integer(),
      accepted_case: Type.Optional(Type.Integer()),
    }),
  ),
});

/** The agents who are there, those with the fewest conversations first (contract §4.3). */
export const onlineAgents = async (api: Api): Promise<ApiResult<readonly string[]>> => {
  const path = "/cgi-bin/customservice/getonlinekflist";
  const found = await api.call({ method: "GET", path, answer: Online });
  if (!found.ok) return found;
  const there = found.data.kf_online_list.filter(({ status }) => status > 0);
  const busy = ({ accepted_case: cases = 0 }: { readonly accepted_case?: number }) => cases;
  return {
    ok: true,
    data: there.toSorted((a, b) => busy(a) - busy(b)).map(({ kf_account: name }) => name),
  };
};

/** Opens a session between an agent who is there and a follower. */
export const createSession = (
  api: Api,
  agent: string,
  follower: OpenId,
): Promise<ApiResult<object>> =>
  api.call({
    method: "POST",
    path: "/customservice/kfsession/create",
    json: { kf_account: agent, openid: follower },
    answer: Done,
  });
