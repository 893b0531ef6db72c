import { Tabs } from "antd";
import { usePageTitle } from "../shell/use-page-title.ts";
import { followerWords } from "../strings/followers.ts";
import { useText } from "../strings/text.ts";
import { FollowersPart } from "./followers-part.tsx";
import { SegmentsPart } from "./segments-part.tsx";
import { SyncPart } from "./sync-part.tsx";
import "./followers.css";

/** 用户管理: followers, what is done to them by hand, and saved segments. */
export const FollowersPage = () => {
  const words = useText(followerWords);
  usePageTitle(words.title);
  return (
    <div className="stack">
      <h1>{words.title}</h1>
      <p className="help">{words.help}</p>
      <SyncPart />
      <Tabs
        items={[
          { key: "followers", label: words.tabs.followers, children: <FollowersPart /> },
          { key: "segments", label: words.tabs.segments, children: <SegmentsPart /> },
        ]}
      />
    </div>
  );
};
