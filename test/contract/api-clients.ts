import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { sendCustomerMessage } from "../../server/wechat/api/customer-messages.ts";
import { jsSdkConfig } from "../../server/wechat/api/js-sdk.ts";
import { downloadMedia, uploadMedia } from "../../server/wechat/api/media.ts";
import { createMenu, deleteMenus, readMenus } from "../../server/wechat/api/menus.ts";
import { readPerson, signInAddress, signInByCode } from "../../server/wechat/api/oauth.ts";
import { createQrCode, qrPicture } from "../../server/wechat/api/qr-codes.ts";
import {
  createTag,
  listTags,
  tagFollowers,
  tagsOfFollower,
  untagFollowers,
} from "../../server/wechat/api/tags.ts";
import { listTemplates, sendTemplate } from "../../server/wechat/api/templates.ts";
import { listUsers, readUser, readUsers, setRemark } from "../../server/wechat/api/users.ts";
import { sandboxHosts } from "../../server/wechat/api-account.ts";
import type { ApiRefusal, ApiResult } from "../../server/wechat/refusal.ts";
import type { Loose, Tried } from "../server/sandbox/start.ts";
import { shop } from "../server/sandbox/start.ts";
import { clientOf, handClock, sharedStorage } from "../server/wechat/rig.ts";
import type { TestedClient } from "./api-client.contract.ts";

class Refused extends Error {
  readonly refusal: ApiRefusal;
  constructor(refusal: ApiRefusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}
const got = async <T>(work: Promise<ApiResult<T>>): Promise<T> => {
  const result = await work;
  if (!result.ok) throw new Refused(result);
  return result.data;
};
const names = (list: readonly { readonly name: string }[]): readonly string[] =>
  list.map(({ name }) => name);
const rejection = async (work: Promise<unknown>): Promise<Loose> =>
  work.then(
    () => ({}),
    (error: unknown) => error,
  );

/** Ours. */
export const ourClient = async ({ sandbox }: Tried): Promise<TestedClient> => {
  const clock = handClock();
  clock.nowMs = () => sandbox.core.time.nowMs();
  const open = await sharedStorage(clock.nowMs);
  const client = clientOf(open(), sandbox.url, clock);
  const api = client.api(shop.id);
  const account = {
    id: shop.id,
    appId: shop.appId ?? "",
    appSecret: "",
    hosts: sandboxHosts(sandbox.url),
  };
  return {
    createMenu: (buttons) => got(createMenu(api, buttons)),
    menuNames: async () => names((await got(readMenus(api))).buttons),
    deleteMenu: () => got(deleteMenus(api)),
    temporaryCode: (scene, seconds) => got(createQrCode(api, scene, seconds * 1000)),
    permanentCode: (scene) => got(createQrCode(api, scene, null)),
    codePicture: async (ticket) => (await got(qrPicture(api, ticket))).bytes,
    user: async (openid) => {
      const user = await got(readUser(api, openid));
      return { openid: user.openid, isFollowing: user.isFollowing };
    },
    users: async (openids) => (await got(readUsers(api, openids))).map(({ openid }) => openid),
    followers: async () => (await got(listUsers(api))).openids,
    setRemark: (openid, remark) => got(setRemark(api, openid, remark)),
    createTag: (name) => got(createTag(api, name)),
    tagNames: async () => names(await got(listTags(api))),
    tag: (openid, id) => got(tagFollowers(api, id, [openid])),
    untag: (openid, id) => got(untagFollowers(api, id, [openid])),
    tagsOf: (openid) => got(tagsOfFollower(api, openid)),
    sendText: (openid, text) => got(sendCustomerMessage(api, openid, { kind: "text", text })),
    sendPicture: (openid, mediaId) =>
      got(sendCustomerMessage(api, openid, { kind: "image", media: { mediaId } })),
    uploadPicture: (bytes) =>
      got(uploadMedia(api, "image", { name: "a.png", contentType: "image/png", bytes })),
    download: async (mediaId) => {
      const file = await got(downloadMedia(api, mediaId));
      return file.kind === "bytes" ? file.bytes : new Uint8Array();
    },
    templates: async () => (await got(listTemplates(api))).map(({ id }) => id),
    sendTemplate: (to, template, fields) => got(sendTemplate(api, { to, template, fields })),
    signIn: {
      address: (redirectUri) =>
        signInAddress(account, { redirectUri, scope: "snsapi_userinfo", state: "s1" }),
      person: async (code) => {
        const { openid, name } = await got(readPerson(api, await got(signInByCode(api, code))));
        return { openid, name };
      },
    },
    pageConfig: (url) =>
      got(jsSdkConfig(client, shop.id, { url, nonceStr: "Wm3WZYTPz0", nowMs: clock.nowMs() })),
    errcodeOf: async (work) => (await rejection(work)).refusal?.errcode ?? 0,
  };
};

// Clients that others wrote, without types of their own; only their base URLs are changed.
const require = createRequire(import.meta.url);
const CoWechatApi = require("co-wechat-api") as new (appId?: string, secret?: string) => Loose;
const { OfficialAccount } = require("node-easywechat") as {
  readonly OfficialAccount: new (config: object) => Loose;
};

const platformButton = (button: { name: string; key?: string; url?: string }): object =>
  button.url === undefined ? { type: "click", ...button } : { type: "view", ...button };
const valuesOf = (fields: Readonly<Record<string, string>>): object =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value }]));

const noSignIn: TestedClient["signIn"] = {
  address: () => "",
  person: () => Promise.reject(new Error("it has no sign-in")),
};

/** The npm package co-wechat-api, which fetches its tokens from `/cgi-bin/token`. */
export const coWechatClient = ({ sandbox }: Tried): TestedClient => {
  const api = new CoWechatApi(shop.appId, shop.appSecret);
  api.prefix = `${sandbox.url}/cgi-bin/`;
  api.mpPrefix = `${sandbox.url}/cgi-bin/`;
  return {
    createMenu: (buttons) => api.createMenu({ button: buttons.map(platformButton) }),
    menuNames: async () => names((await api.getMenu()).menu.button),
    deleteMenu: () => api.removeMenu(),
    temporaryCode: (scene, seconds) => api.createTmpQRCode(scene, seconds),
    permanentCode: (scene) => api.createLimitQRCode(scene),
    codePicture: async (ticket) => (await fetch(api.showQRCodeURL(ticket))).bytes(),
    user: async (openid) => {
      const user = await api.getUser(openid);
      return { openid: user.openid, isFollowing: user.subscribe === 1 };
    },
    users: async (openids) =>
      (await api.batchGetUsers(openids)).user_info_list.map((user: Loose) => user.openid),
    followers: async () => (await api.getFollowers()).data.openid,
    setRemark: (openid, remark) => api.updateRemark(openid, remark),
    createTag: async (name) => (await api.createTags(name)).tag.id,
    tagNames: async () => names((await api.getTags()).tags),
    tag: (openid, id) => api.batchTagging([openid], id),
    untag: (openid, id) => api.batchUnTagging([openid], id),
    tagsOf: async (openid) => (await api.getIdList(openid)).tagid_list,
    sendText: (openid, text) => api.sendText(openid, text),
    sendPicture: (openid, mediaId) => api.sendImage(openid, mediaId),
    uploadPicture: async (bytes) =>
      (await api.uploadMedia(bytes, "image", "a.png", "image/png")).media_id,
    download: (mediaId) => api.getMedia(mediaId),
    templates: async () =>
      (await api.getAllPrivateTemplate()).template_list.map((one: Loose) => one.template_id),
    sendTemplate: async (openid, template, fields) =>
      String((await api.sendTemplate(openid, template, "", "", valuesOf(fields))).msgid),
    signIn: noSignIn,
    pageConfig: (url) => api.getJsConfig({ debug: false, jsApiList: [], url }),
    errcodeOf: async (work) => (await rejection(work)).code ?? 0,
  };
};

class EasyRefused extends Error {
  readonly errcode: number;
  constructor(errcode: number) {
    super(String(errcode));
    this.errcode = errcode;
  }
}

/** The npm package node-easywechat, which knows paths rather than groups. */
export const easyWechatClient = ({ sandbox }: Tried): TestedClient => {
  const folder = mkdtempSync(join(tmpdir(), "easywechat-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const app = new OfficialAccount({
    app_id: shop.appId,
    secret: shop.appSecret,
    use_stable_access_token: true,
    http: { baseURL: `${sandbox.url}/`, throw: false },
    file_cache: { path: folder },
    oauth: { scopes: "snsapi_userinfo", redirect_url: "https://shop.example/back" },
  });
  const client = app.getClient();
  const oauth = app.getOAuth();
  oauth._baseUrl = `${sandbox.url}/sns`;
  // It keeps a token until its time is over, and leaves refused ones to its user.
  const once = async (work: () => Promise<Loose>): Promise<Loose> => {
    const answer = (await work()).toObject();
    if (![40001, 42001].includes(answer?.errcode)) return answer;
    await app.getAccessToken().refresh();
    return (await work()).toObject();
  };
  const checked = async (work: () => Promise<Loose>): Promise<Loose> => {
    const answer = await once(work);
    if (answer?.errcode) throw new EasyRefused(answer.errcode);
    return answer;
  };
  const post = (path: string, body: object) =>
    checked(() => client.postJson(`cgi-bin/${path}`, body));
  const read = (path: string, params: object = {}) =>
    checked(() => client.get(`cgi-bin/${path}`, { params }));
  const send = (touser: string, msgtype: string, content: object) =>
    post("message/custom/send", { touser, msgtype, [msgtype]: content });
  const code = (action_name: string, scene: object, more: object = {}) =>
    post("qrcode/create", { ...more, action_name, action_info: { scene } });
  return {
    createMenu: (buttons) => post("menu/create", { button: buttons.map(platformButton) }),
    menuNames: async () => names((await read("menu/get")).menu.button),
    deleteMenu: () => read("menu/delete"),
    temporaryCode: (scene_str, expire_seconds) =>
      code("QR_STR_SCENE", { scene_str }, { expire_seconds }),
    permanentCode: (scene_id) => code("QR_LIMIT_SCENE", { scene_id }),
    codePicture: async (ticket) =>
      (await fetch(`${sandbox.url}/cgi-bin/showqrcode?ticket=${ticket}`)).bytes(),
    user: async (openid) => {
      const user = await read("user/info", { openid });
      return { openid: user.openid, isFollowing: user.subscribe === 1 };
    },
    users: async (openids) => {
      const user_list = openids.map((openid) => ({ openid }));
      const { user_info_list } = await post("user/info/batchget", { user_list });
      return user_info_list.map((user: Loose) => user.openid);
    },
    followers: async () => (await read("user/get")).data.openid,
    setRemark: (openid, remark) => post("user/info/updateremark", { openid, remark }),
    createTag: async (name) => (await post("tags/create", { tag: { name } })).tag.id,
    tagNames: async () => names((await read("tags/get")).tags),
    tag: (openid, tagid) => post("tags/members/batchtagging", { openid_list: [openid], tagid }),
    untag: (openid, tagid) => post("tags/members/batchuntagging", { openid_list: [openid], tagid }),
    tagsOf: async (openid) => (await post("tags/getidlist", { openid })).tagid_list,
    sendText: (openid, content) => send(openid, "text", { content }),
    sendPicture: (openid, media_id) => send(openid, "image", { media_id }),
    uploadPicture: async (bytes) => {
      const file = join(folder, "a.png");
      writeFileSync(file, bytes);
      const upload = () =>
        client.withFile(file, "media").post("cgi-bin/media/upload", { params: { type: "image" } });
      return (await checked(upload)).media_id;
    },
    download: async (media_id) => {
      const asked = { params: { media_id }, responseType: "arraybuffer" };
      return (await client.get("cgi-bin/media/get", asked)).getContent();
    },
    templates: async () =>
      (await read("template/get_all_private_template")).template_list.map(
        (one: Loose) => one.template_id,
      ),
    sendTemplate: async (touser, template_id, fields) => {
      const body = { touser, template_id, data: valuesOf(fields) };
      return String((await post("message/template/send", body)).msgid);
    },
    signIn: {
      address: () => oauth.redirect(),
      person: async (given) => {
        const user = await oauth.userFromCode(given);
        return { openid: user.getId(), name: user.getNickname() };
      },
    },
    pageConfig: (url) => app.getUtils().buildJsSdkConfig(url),
    errcodeOf: async (work) => (await rejection(work)).errcode ?? 0,
  };
};
