import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import type { Me } from "../../server/admin/contract.ts";
import { keyOf } from "../api/use-api.ts";

/** Takes the session that a sign-in gave, and goes to the first page where the link leads nowhere else. */
export const useEnter = (): ((me: Me, to?: string) => void) => {
  const client = useQueryClient();
  const navigate = useNavigate();
  return (me, to) => {
    client.setQueryData(keyOf("GET /session", {}), { state: "signed-in", me });
    if (to !== undefined) void navigate(to, { replace: true });
  };
};
