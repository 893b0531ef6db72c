import type { Account, FollowerState, MenuButton, Sent } from "../../../engine/index.ts";
import type { Content, Happening } from "../lines.ts";
import type { Act } from "../transport.ts";
import { TransportError } from "../transport.ts";
import { buttonAt, rawMenuOf } from "./menu-of.ts";

/** One push of an act: what the rules get, and what the log shows of it. `sent: null`: the platform keeps it to itself. */
export interface Step {
  readonly sent: Sent | null;
  readonly shown:
    | { readonly kind: "said"; readonly content: Content }
    | { readonly kind: "happened"; readonly what: Happening; readonly detail: string };
}
/** The pushes of an act in their order, and a page it opens. */
export interface Steps {
  readonly steps: readonly Step[];
  readonly opened: string | null;
}

const said = (sent: Sent, content: Content): Step => ({ sent, shown: { kind: "said", content } });
const happened = (sent: Sent | null, what: Happening, detail: string): Step => ({
  sent,
  shown: { kind: "happened", what, detail },
});

type Tap = Extract<Act, { readonly kind: "tap" }>;

const pictureStep = (data: string, name: string): Step =>
  said(
    { kind: "image", picture: name },
    { kind: "image", src: data === "" ? "" : `data:image/png;base64,${data}` },
  );

const spotStep = (spot: NonNullable<Tap["spot"]>): Step =>
  said(
    { kind: "location", reported: false, lat: spot.lat, lng: spot.lng },
    { kind: "location", ...spot },
  );

const keySteps = (key: string, tap: Tap): readonly Step[] => {
  const menu: Sent = { kind: "menu", key };
  if (tap.scanned !== undefined) {
    const sent: Sent = { kind: "scanned", key, result: tap.scanned };
    return [happened(sent, "scanned-for-button", tap.scanned)];
  }
  if (tap.spot !== undefined)
    return [happened(menu, "chose-place", tap.spot.label), spotStep(tap.spot)];
  if (tap.pictures !== undefined)
    return [
      happened(menu, "chose-pictures", String(tap.pictures.length)),
      ...tap.pictures.map((data) => pictureStep(data, "upload")),
    ];
  return [happened(menu, "tapped", key)];
};

const tapSteps = (button: MenuButton | null, tap: Tap): Steps => {
  if (button === null) throw new TransportError("the menu has no such button");
  const page = button["mini-program"]?.page;
  if (page !== undefined) return { steps: [happened(null, "opened", page)], opened: page };
  if (button.url !== undefined) {
    const sent: Sent = { kind: "menu", key: button.url };
    return { steps: [happened(sent, "opened", button.url)], opened: button.url };
  }
  if (button.key === undefined) return { steps: [], opened: null };
  return { steps: keySteps(button.key, tap), opened: null };
};

const single = (step: Step): Steps => ({ steps: [step], opened: null });

/** What an act pushes. Throws `TransportError` for a button that is not there. */
export const stepsOf = (act: Act, account: Account, follower: FollowerState): Steps => {
  switch (act.kind) {
    case "text":
      return single(said({ kind: "text", text: act.text }, { kind: "text", text: act.text }));
    case "voice":
      return single(
        said(
          { kind: "voice", text: act.heard ?? "" },
          { kind: "voice", src: "", heard: act.heard },
        ),
      );
    case "image":
      return single(pictureStep(act.data, act.picture ?? "upload"));
    case "video":
      return single(
        said({ kind: "video" }, { kind: "video", src: "", title: "", description: "" }),
      );
    case "location":
      return single(spotStep(act));
    case "link":
      return single(said({ kind: "link", title: act.title, url: act.url }, act));
    case "file":
      return single(said({ kind: "file" }, act));
    case "follow":
      return single(happened({ kind: "follow", channel: null }, "followed", ""));
    case "leave":
      return single(happened({ kind: "unfollow" }, "left", ""));
    case "scan": {
      const channel = act.scene;
      const isKnown = follower.followedAtMs !== null;
      return single(
        isKnown
          ? happened({ kind: "scan", channel }, "scanned", channel)
          : happened({ kind: "follow", channel }, "followed", channel),
      );
    }
    case "tap":
      return tapSteps(buttonAt(rawMenuOf(account, follower), act.path), act);
  }
};
