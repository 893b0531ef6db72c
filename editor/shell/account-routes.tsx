import { useEffect } from "react";
import { Navigate, Route, Routes, useParams } from "react-router";
import { useApi } from "../api/use-api.ts";
import { AccountProvider } from "./account.ts";
import { Frame } from "./frame.tsx";
import { rememberAccount } from "./last-account.ts";
import { Lazy } from "./lazy.tsx";
import { Loaded } from "./loaded.tsx";
import { ZoneProvider } from "./zone.ts";

const Home = Lazy(async () => (await import("../home/home.tsx")).Home);
const RuleListPage = Lazy(
  async () => (await import("../rules/list/rule-list-page.tsx")).RuleListPage,
);
const NewRulePage = Lazy(async () => (await import("../rules/page/new-rule-page.tsx")).NewRulePage);
const RulePage = Lazy(async () => (await import("../rules/page/rule-page.tsx")).RulePage);
const TemplatesPage = Lazy(
  async () => (await import("../templates/templates-page.tsx")).TemplatesPage,
);
const TestsPage = Lazy(async () => (await import("../tests/tests-page.tsx")).TestsPage);
const LogPage = Lazy(async () => (await import("../messages/log-page.tsx")).LogPage);
const LogDetailPage = Lazy(
  async () => (await import("../messages/log-detail-page.tsx")).LogDetailPage,
);
const InboxPage = Lazy(async () => (await import("../inbox/inbox-page.tsx")).InboxPage);
const FailuresPage = Lazy(async () => (await import("../failures/failures-page.tsx")).FailuresPage);
const NoticesPage = Lazy(async () => (await import("../notices/notices-page.tsx")).NoticesPage);
const MenuPage = Lazy(async () => (await import("../menu/menu-page.tsx")).MenuPage);
const ChannelsPage = Lazy(async () => (await import("../channels/channels-page.tsx")).ChannelsPage);
const PlacesPage = Lazy(async () => (await import("../places/places-page.tsx")).PlacesPage);
const FollowersPage = Lazy(
  async () => (await import("../followers/followers-page.tsx")).FollowersPage,
);
const BroadcastsPage = Lazy(
  async () => (await import("../broadcasts/broadcasts-page.tsx")).BroadcastsPage,
);
const NewBroadcastPage = Lazy(
  async () => (await import("../broadcasts/new-broadcast-page.tsx")).NewBroadcastPage,
);
const OrdersPage = Lazy(async () => (await import("../orders/orders-page.tsx")).OrdersPage);
const OrderPage = Lazy(async () => (await import("../orders/order-page.tsx")).OrderPage);
const PublishPage = Lazy(async () => (await import("../publish/publish-page.tsx")).PublishPage);
const VersionsPage = Lazy(async () => (await import("../versions/versions-page.tsx")).VersionsPage);
const ComparePage = Lazy(async () => (await import("../versions/compare-page.tsx")).ComparePage);
const SettingsPage = Lazy(async () => (await import("../settings/settings-page.tsx")).SettingsPage);

const Pages = () => (
  <Routes>
    <Route index element={<Home />} />
    <Route path="rules" element={<RuleListPage />} />
    <Route path="rules/new" element={<NewRulePage />} />
    <Route path="rules/edit/:rule" element={<RulePage />} />
    <Route path="templates" element={<TemplatesPage />} />
    <Route path="tests" element={<TestsPage />} />
    <Route path="messages" element={<LogPage />} />
    <Route path="messages/:key" element={<LogDetailPage />} />
    <Route path="inbox" element={<InboxPage />} />
    <Route path="inbox/:follower" element={<InboxPage />} />
    <Route path="failures" element={<FailuresPage />} />
    <Route path="notices" element={<NoticesPage />} />
    <Route path="menu" element={<MenuPage />} />
    <Route path="channels" element={<ChannelsPage />} />
    <Route path="places" element={<PlacesPage />} />
    <Route path="followers" element={<FollowersPage />} />
    <Route path="broadcasts" element={<BroadcastsPage />} />
    <Route path="broadcasts/new" element={<NewBroadcastPage />} />
    <Route path="orders" element={<OrdersPage />} />
    <Route path="orders/:order" element={<OrderPage />} />
    <Route path="publish" element={<PublishPage />} />
    <Route path="versions" element={<VersionsPage />} />
    <Route path="versions/compare" element={<ComparePage />} />
    <Route path="settings/*" element={<SettingsPage />} />
    <Route path="*" element={<Navigate to="." replace />} />
  </Routes>
);

/** All pages of one account, inside the frame. */
export const AccountRoutes = () => {
  const { account: id = "" } = useParams();
  const accounts = useApi("GET /accounts", {}, { everyMs: 30_000 });
  const isKnown = accounts.data?.accounts.some((account) => account.id === id) ?? false;
  useEffect(() => {
    if (isKnown) rememberAccount(id);
  }, [isKnown, id]);
  return (
    <Loaded query={accounts}>
      {({ accounts: all }) => {
        const account = all.find((each) => each.id === id);
        if (account === undefined) return <Navigate to="/" replace />;
        return (
          <AccountProvider value={account}>
            <ZoneProvider value={account.timezone}>
              <Frame accounts={all} key={account.id}>
                <Pages />
              </Frame>
            </ZoneProvider>
          </AccountProvider>
        );
      }}
    </Loaded>
  );
};
