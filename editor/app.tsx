import { QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { BrowserRouter, Navigate, Route, Routes } from "react-router";
import { makeQueryClient } from "./api/query-client.ts";
import { Lazy } from "./shell/lazy.tsx";
import { SignedIn } from "./shell/signed-in.tsx";
import { Theme } from "./shell/theme.tsx";
import { Invite } from "./sign-in/invite.tsx";
import { Setup } from "./sign-in/setup.tsx";

const FirstAccount = Lazy(async () => (await import("./wizard/first-account.tsx")).FirstAccount);
const ConnectAccount = Lazy(
  async () => (await import("./wizard/connect-account.tsx")).ConnectAccount,
);
const AccountRoutes = Lazy(async () => (await import("./shell/account-routes.tsx")).AccountRoutes);
const Landing = Lazy(async () => (await import("./shell/landing.tsx")).Landing);

const Pages = () => (
  <Routes>
    <Route path="/setup" element={<Setup />} />
    <Route path="/invite" element={<Invite />} />
    <Route
      path="*"
      element={
        <SignedIn>
          <Routes>
            <Route path="/" element={<Landing />} />
            <Route path="/start" element={<FirstAccount />} />
            <Route path="/connect" element={<ConnectAccount />} />
            <Route path="/a/:account/*" element={<AccountRoutes />} />
            <Route path="*" element={<Navigate to="/" replace />} />
          </Routes>
        </SignedIn>
      }
    />
  </Routes>
);

/** The editor: language, look, cache and address around its pages. */
export const App = () => {
  const [client] = useState(makeQueryClient);
  return (
    <QueryClientProvider client={client}>
      <Theme>
        <BrowserRouter>
          <Pages />
        </BrowserRouter>
      </Theme>
    </QueryClientProvider>
  );
};
