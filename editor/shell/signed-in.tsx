import type { ReactNode } from "react";
import { useApi } from "../api/use-api.ts";
import { Login } from "../sign-in/login.tsx";
import { SetupNeeded } from "../sign-in/setup-needed.tsx";
import { Loaded } from "./loaded.tsx";
import { MeProvider } from "./session.ts";

/** Shows its pages to who is signed in, and the sign-in to everybody else. */
export const SignedIn = ({ children }: { readonly children: ReactNode }) => {
  const session = useApi("GET /session", {});
  return (
    <Loaded query={session}>
      {({ state, me }) => {
        if (state === "setup") return <SetupNeeded />;
        if (state === "signed-out" || me === null) return <Login />;
        return <MeProvider value={me}>{children}</MeProvider>;
      }}
    </Loaded>
  );
};
