import type { Act, Network } from "../transport.ts";

/** A request of the control API. */
export interface Order {
  readonly path: "/push" | "/scan" | "/tap" | "/follow" | "/unfollow";
  readonly body: Readonly<Record<string, unknown>>;
}

/** Spreads the push over this time; WeChat waits five seconds. */
const slowMs: Readonly<Record<Network, number>> = { good: 0, slow: 2000, "too-slow": 6000 };

/** A scene, or what the code itself says. */
const codeOf = (scene: string) => (/^https?:/.test(scene) ? { url: scene } : { channel: scene });

type Tap = Extract<Act, { readonly kind: "tap" }>;

const tapBody = ({ path, scanned, pictures, spot }: Tap) => ({
  path,
  ...(scanned === undefined ? {} : { result: scanned }),
  ...(pictures === undefined ? {} : { pictures }),
  ...(spot === undefined ? {} : spot),
});

const messageOf = (act: Act): { readonly message: object; readonly options?: object } => {
  if (act.kind === "voice")
    return act.heard === null
      ? { message: { kind: "voice" }, options: { noRecognition: true } }
      : { message: { kind: "voice", recognised: act.heard } };
  if (act.kind === "text" && act.option !== undefined)
    return { message: { kind: "text", text: act.text, menuItem: act.option } };
  if (act.kind === "file") return { message: { kind: "file", title: act.name, bytes: act.bytes } };
  if (act.kind === "image") return { message: { kind: "image", data: act.data } };
  return { message: act };
};

/** How the sandbox is told of an act. */
export const orderOf = (act: Act, network: Network): Order => {
  const slow = slowMs[network] === 0 ? {} : { slowMs: slowMs[network] };
  if (act.kind === "follow") return { path: "/follow", body: { options: slow } };
  if (act.kind === "leave") return { path: "/unfollow", body: { options: slow } };
  if (act.kind === "scan") return { path: "/scan", body: { ...codeOf(act.scene), options: slow } };
  if (act.kind === "tap") return { path: "/tap", body: { ...tapBody(act), options: slow } };
  const { message, options } = messageOf(act);
  return { path: "/push", body: { message, options: { ...options, ...slow } } };
};
