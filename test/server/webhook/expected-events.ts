/**
 * What every push of wechat-contract.md §2 means, written by hand from its description: the file in `pushes/`, and
 * what its event must hold. `other` pushes name the fields a rule would ask for.
 */
const menu = { scan: null, position: null, pictures: 0 };
const other = (name: string, fields: object) => ({ kind: "other", name, fields });
const agent = (state: string, name: string) => ({
  ...{ kind: "agent", state, at: "wechat", agent: name, messages: [] },
});
const card = { CardId: "pCard_sandbox_0000000000001" };
const code = { ...card, UserCardCode: "226009850808" };
const authorization = {
  OpenID: "oAbc1dEfG2hIjK3lMnO4pQrS5tUv",
  AppID: "wx0123456789abcdef",
};
const template = "VRR0UEO9VJOLs0MHlU0OilqX6MVFDwH3_sandbox01";

export const expectedMessages: Readonly<Record<string, object>> = {
  text: {
    kind: "text",
    text: "满意",
    menuItem: "101",
    key: "24900000000000101",
    sentAtMs: 1_763_865_637_000,
  },
  image: {
    kind: "image",
    mediaId: "Sb_img_9XkQ0f7mC3uVtY2aLr",
    url: "http://mmbiz.qpic.cn/mmbiz_jpg/sandboxA1B2/0",
    key: "24900000000000102",
  },
  voice: {
    kind: "voice",
    mediaId: "Sb_voi_7HdW2kPqZ",
    format: "amr",
    recognised: "帮我查一下明天的天气。",
  },
  video: { kind: "video", mediaId: "Sb_vid_51fJmX", thumbMediaId: "Sb_thb_88aQe1", short: false },
  shortvideo: {
    kind: "video",
    mediaId: "Sb_svd_0c9KpL",
    thumbMediaId: "Sb_thb_42zRw7",
    short: true,
  },
  location: {
    kind: "location",
    lat: 39.908823,
    lng: 116.39747,
    how: "sent",
    label: "北京市东城区东长安街",
    precisionM: null,
    key: "24900000000000106",
  },
  link: {
    kind: "link",
    title: "门店活动说明",
    description: "周末满 100 减 20",
    url: "https://demo.example.test/promo?id=7",
  },
  file: { kind: "file", title: "报价单.pdf", description: "", bytes: 48_213 },
  "text-from-an-article": { kind: "text", text: "请问活动还有吗", menuItem: null },
};

export const expectedEvents: Readonly<Record<string, object>> = {
  templatesendjobfinish: {
    kind: "notice-job",
    results: [{ messageId: "3012345678", templateId: null, state: "sent", reason: "" }],
  },
  "subscribe-msg-popup-event": {
    kind: "notice-permission",
    answers: [
      { template, isAllowed: true },
      { template: "9nLIlbOQZC5Y89AZteFEux3WCXRRRG5W_sandbox02", isAllowed: false },
    ],
  },
  "subscribe-msg-change-event": {
    kind: "notice-permission",
    answers: [{ template, isAllowed: false }],
  },
  "subscribe-msg-sent-event": {
    kind: "notice-job",
    results: [
      { messageId: "1700827132819554304", templateId: template, state: "sent", reason: "" },
    ],
  },
  "subscribe-plain": { kind: "follow", channel: null },
  "subscribe-via-parametric-qr": { kind: "follow", channel: "shop_1024" },
  unsubscribe: { kind: "unfollow" },
  scan: { kind: "scan", channel: "shop_1024" },
  "location-reported": {
    kind: "location",
    lat: 39.908823,
    lng: 116.39747,
    how: "reported",
    label: "",
    precisionM: 65,
    sentAtMs: 1_763_866_118_000,
  },
  click: { kind: "menu", button: "MENU_TODAY", opens: "click", ...menu },
  view: { kind: "menu", button: "https://demo.example.test/home", opens: "view", ...menu },
  "view-miniprogram": { kind: "menu", button: "pages/index/index", opens: "view", ...menu },
  "scancode-push": {
    kind: "menu",
    button: "MENU_SCAN",
    opens: "scan",
    ...menu,
    scan: { type: "qrcode", result: "https://demo.example.test/p/88" },
  },
  "scancode-waitmsg": {
    kind: "menu",
    button: "MENU_SCAN_WAIT",
    opens: "scan",
    ...menu,
    scan: { type: "qrcode", result: "COUPON-20261123-77" },
  },
  "pic-sysphoto": { kind: "menu", button: "MENU_CAM", opens: "photo", ...menu, pictures: 1 },
  "pic-photo-or-album": {
    kind: "menu",
    button: "MENU_ALBUM",
    opens: "photo",
    ...menu,
    pictures: 2,
  },
  "pic-weixin": { kind: "menu", button: "MENU_WXALBUM", opens: "photo", ...menu, pictures: 2 },
  "location-select": {
    kind: "menu",
    button: "MENU_WHERE",
    opens: "location",
    ...menu,
    position: { lat: 39.908823, lng: 116.39747, label: "北京市东城区东长安街" },
  },
};

export const expectedOthers: Readonly<Record<string, object>> = {
  "enter-legacy": other("enter", {}),
  "user-enter-tempsession": other("user_enter_tempsession", { SessionFrom: "sessionFrom" }),
  masssendjobfinish: {
    ...{ kind: "broadcast-job", messageId: "1000001625", isSent: true, code: "" },
    ...{ total: 120, sent: 117, errors: 1 },
  },
  publishjobfinish: other("publishjobfinish", {
    PublishEventInfo: {
      publish_id: "2247503051",
      publish_status: "0",
      article_id: "b5O2OUs25HBxSandboxArticleId",
      article_detail: {
        count: "1",
        item: { idx: "1", article_url: "https://mp.weixin.qq.com/s/sandboxArt1" },
      },
    },
  }),
  "publishjobfinish-originality-check-failed": other("publishjobfinish", {
    PublishEventInfo: { publish_id: "2247503052", publish_status: "2", fail_idx: ["1", "2"] },
  }),
  "kf-create-session": agent("opened", "kf2001@gh_demo"),
  "kf-close-session": agent("closed", "kf2001@gh_demo"),
  "kf-switch-session": agent("moved", "kf2002@gh_demo"),
  "qualification-verify-success": other("qualification_verify_success", {
    ExpiredTime: "1795401600",
  }),
  "qualification-verify-fail": other("qualification_verify_fail", {
    FailTime: "1763865600",
    FailReason: "by time",
  }),
  "naming-verify-success": other("naming_verify_success", { ExpiredTime: "1795401600" }),
  "naming-verify-fail": other("naming_verify_fail", {
    FailTime: "1763865600",
    FailReason: "by time",
  }),
  "annual-renew": other("annual_renew", { ExpiredTime: "1795401600" }),
  "verify-expired": other("verify_expired", { ExpiredTime: "1763865600" }),
  "user-info-modified": other("user_info_modified", { ...authorization, RevokeInfo: "205" }),
  "user-authorization-revoke": other("user_authorization_revoke", {
    ...authorization,
    RevokeInfo: "205",
  }),
  "user-authorization-cancellation": other("user_authorization_cancellation", {
    ...authorization,
    RevokeInfo: "201",
  }),
  "card-pass-check": other("card_pass_check", card),
  "card-not-pass-check": other("card_not_pass_check", { ...card, RefuseReason: "信息不完整" }),
  "user-get-card": other("user_get_card", {
    ...code,
    OuterStr: "12b",
    UnionId: "oU_sandbox_union_0001",
  }),
  "user-gifting-card": other("user_gifting_card", {
    ...code,
    FriendUserName: "oFriend2dEfG2hIjK3lMnO4pQrS5",
  }),
  "user-del-card": other("user_del_card", code),
  "user-consume-card": other("user_consume_card", {
    ...code,
    ConsumeSource: "FROM_API",
    VerifyCode: "",
  }),
  "user-pay-from-pay-cell": other("user_pay_from_pay_cell", {
    ...code,
    TransId: "4200000000202611230000000001",
    Fee: "10000",
  }),
  "user-view-card": other("user_view_card", { ...code, OuterStr: "12b" }),
  "user-enter-session-from-card": other("user_enter_session_from_card", code),
  "update-member-card": other("update_member_card", { ...code, ModifyBonus: "3" }),
  "submit-membercard-user-info": other("submit_membercard_user_info", code),
  "card-sku-remind": other("card_sku_remind", {
    ...card,
    Detail: "the card's quantity is equal to 0",
  }),
  "card-pay-order": other("card_pay_order", { OrderId: "404091456", Memo: "开通账户奖励" }),
  "card-merchant-check-result": other("card_merchant_check_result", {
    MerchantId: "0",
    IsPass: "1",
    Reason: "",
  }),
  "giftcard-pay-done": other("giftcard_pay_done", { OrderId: "Z2y2rY74ksZX1ceuGA" }),
  "giftcard-send-to-friend": other("giftcard_send_to_friend", {
    IsChatRoom: "true",
    IsReturnBack: "true",
  }),
  "giftcard-user-accept": other("giftcard_user_accept", { IsChatRoom: "true" }),
  "poi-check-notify": other("poi_check_notify", {
    UniqId: "shop-001",
    PoiId: "123123",
    Result: "succ",
    msg: "",
  }),
  "merchant-order": other("merchant_order", {
    OrderId: "sb_order_1",
    SkuInfo: "10001:1000012;10002:100021",
  }),
  wificonnected: other("wificonnected", {
    VendorId: "3001224419",
    PlaceId: "1",
    DeviceNo: "DEV-1",
  }),
  shakearoundusershake: other("shakearoundusershake", {
    ChosenBeacon: { Uuid: "121212121212", Major: "12345", Minor: "54321", Distance: "0.057" },
  }),
  "user-scan-product": other("user_scan_product", {
    KeyStr: "6901481811083",
    City: "揭阳",
    Scene: "2",
  }),
  "apply-merchant-audit-info": other("apply_merchant_audit_info", {
    audit_id: "11111",
    status: "3",
    reason: "资料不全",
  }),
  "create-map-poi-audit-info": other("create_map_poi_audit_info", {
    map_poi_id: "1001",
    name: "示例店",
  }),
  "add-store-audit-info": other("add_store_audit_info", { is_upgrade: "3", poiid: "12344" }),
  "modify-store-audit-info": other("modify_store_audit_info", { audit_id: "11111", status: "3" }),
  "guide-qrcode-scan-event": other("guide_qrcode_scan_event", {
    GuideScanEvent: { qrcode_guide_account: "guide_1", action: "1" },
  }),
  "user-authorize-invoice": other("user_authorize_invoice", {
    SuccOrderId: "inv_0001",
    Source: "web",
  }),
};

export const expectedPushes = { ...expectedMessages, ...expectedEvents, ...expectedOthers };
