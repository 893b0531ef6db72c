import type { FollowerRow } from "../../server/admin/contract.ts";

/** What people call a follower: the remark, the name, or the openid. */
export const nameOf = ({
  openid,
  name,
  remark,
}: Pick<FollowerRow, "openid" | "name" | "remark">): string => remark || name || openid;
