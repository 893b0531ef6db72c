import type { Fields } from "./fields.ts";

/**
 * Events that no follower makes in the conversation, with fields as wechat-contract.md §2.4–§2.9 shows them;
 * a push may replace each by `fields`.
 */
export const platformEvents: Readonly<Record<string, Fields>> = {
  user_enter_tempsession: { SessionFrom: "sessionFrom" },

  // §2.4 results of jobs
  TEMPLATESENDJOBFINISH: { MsgID: 3012345678, Status: "success" },
  MASSSENDJOBFINISH: {
    MsgID: 1000001625,
    Status: "send success",
    TotalCount: 0,
    FilterCount: 0,
    SentCount: 0,
    ErrorCount: 0,
  },
  PUBLISHJOBFINISH: { PublishEventInfo: { publish_id: 2247503051, publish_status: 0 } },

  // §2.5 sessions with agents
  kf_create_session: { KfAccount: "kf2001@gh_demo" },
  kf_close_session: { KfAccount: "kf2001@gh_demo" },
  kf_switch_session: { FromKfAccount: "kf2001@gh_demo", ToKfAccount: "kf2002@gh_demo" },

  // §2.6 subscription notices
  subscribe_msg_popup_event: {
    SubscribeMsgPopupEvent: {
      List: [{ TemplateId: "TPL", SubscribeStatusString: "accept", PopupScene: 0 }],
    },
  },
  subscribe_msg_change_event: {
    SubscribeMsgChangeEvent: { List: [{ TemplateId: "TPL", SubscribeStatusString: "reject" }] },
  },
  subscribe_msg_sent_event: {
    SubscribeMsgSentEvent: {
      List: [
        { TemplateId: "TPL", MsgID: "1700827132819554304", ErrorCode: 0, ErrorStatus: "success" },
      ],
    },
  },

  // §2.7 verification and authorisation
  qualification_verify_success: { ExpiredTime: 1795401600 },
  qualification_verify_fail: { FailTime: 1763865600, FailReason: "by time" },
  naming_verify_success: { ExpiredTime: 1795401600 },
  naming_verify_fail: { FailTime: 1763865600, FailReason: "by time" },
  annual_renew: { ExpiredTime: 1795401600 },
  verify_expired: { ExpiredTime: 1763865600 },
  user_info_modified: { OpenID: "", AppID: "", RevokeInfo: "205" },
  user_authorization_revoke: { OpenID: "", AppID: "", RevokeInfo: "205" },
  user_authorization_cancellation: { OpenID: "", AppID: "", RevokeInfo: "201" },

  // §2.8 cards
  card_pass_check: { CardId: "pCard_sandbox_0000000000001" },
  card_not_pass_check: { CardId: "pCard_sandbox_0000000000001", RefuseReason: "信息不完整" },
  user_get_card: {
    CardId: "pCard_sandbox_0000000000001",
    IsGiveByFriend: 0,
    UserCardCode: "226009850808",
    FriendUserName: "",
    OuterId: 0,
    OldUserCardCode: "",
    OuterStr: "12b",
    IsRestoreMemberCard: 0,
    IsRecommendByFriend: 0,
    UnionId: "",
  },
  user_gifting_card: {
    CardId: "pCard_sandbox_0000000000001",
    UserCardCode: "226009850808",
    IsReturnBack: 0,
    FriendUserName: "oFriend2dEfG2hIjK3lMnO4pQrS5",
    IsChatRoom: 0,
  },
  user_del_card: { CardId: "pCard_sandbox_0000000000001", UserCardCode: "226009850808" },
  user_consume_card: {
    CardId: "pCard_sandbox_0000000000001",
    UserCardCode: "226009850808",
    ConsumeSource: "FROM_API",
    LocationName: "",
    StaffOpenId: "oStaff0000000000000000000001",
    VerifyCode: "",
    RemarkAmount: "",
    OuterStr: "12b",
  },
  user_pay_from_pay_cell: {
    CardId: "pCard_sandbox_0000000000001",
    UserCardCode: "226009850808",
    TransId: "4200000000202611230000000001",
    LocationId: 291710000,
    Fee: "10000",
    OriginalFee: "10000",
  },
  user_view_card: {
    CardId: "pCard_sandbox_0000000000001",
    UserCardCode: "226009850808",
    OuterStr: "12b",
  },
  user_enter_session_from_card: {
    CardId: "pCard_sandbox_0000000000001",
    UserCardCode: "226009850808",
  },
  update_member_card: {
    CardId: "pCard_sandbox_0000000000001",
    UserCardCode: "226009850808",
    ModifyBonus: 3,
    ModifyBalance: 0,
  },
  submit_membercard_user_info: {
    CardId: "pCard_sandbox_0000000000001",
    UserCardCode: "226009850808",
  },
  card_sku_remind: {
    CardId: "pCard_sandbox_0000000000001",
    Detail: "the card's quantity is equal to 0",
  },
  card_pay_order: {
    OrderId: "404091456",
    Status: "ORDER_STATUS_FINANCE_SUCC",
    CreateOrderTime: 1763860000,
    PayFinishTime: 0,
    Desc: "",
    FreeCoinCount: "200",
    PayCoinCount: "0",
    RefundFreeCoinCount: "0",
    RefundPayCoinCount: "0",
    OrderType: "ORDER_TYPE_SYS_ADD",
    Memo: "开通账户奖励",
    ReceiptInfo: "",
  },
  card_merchant_check_result: { MerchantId: 0, IsPass: 1, Reason: "" },
  giftcard_pay_done: { PageId: "OQK0R3MaSandboxPage=", OrderId: "Z2y2rY74ksZX1ceuGA" },
  giftcard_send_to_friend: {
    PageId: "OQK0R3MaSandboxPage=",
    OrderId: "Z2y2rY74ksZX1ceuGA",
    IsChatRoom: "true",
    IsReturnBack: "true",
  },
  giftcard_user_accept: {
    PageId: "OQK0R3MaSandboxPage=",
    OrderId: "Z2y2rY74ksZX1ceuGA",
    IsChatRoom: "true",
  },

  // §2.9 stores, shops, Wi-Fi, beacons, products, invoices
  poi_check_notify: { UniqId: "shop-001", PoiId: "123123", Result: "succ", msg: "" },
  merchant_order: {
    OrderId: "sb_order_1",
    OrderStatus: 2,
    ProductId: "pSandboxProduct1",
    SkuInfo: "10001:1000012;10002:100021",
  },
  WifiConnected: {
    ConnectTime: 1763865600,
    ExpireTime: 1763869200,
    VendorId: "3001224419",
    PlaceId: "1",
    DeviceNo: "DEV-1",
  },
  ShakearoundUserShake: {
    ChosenBeacon: { Uuid: "121212121212", Major: 12345, Minor: 54321, Distance: 0.057 },
    AroundBeacons: {
      AroundBeacon: [{ Uuid: "121212121212", Major: 12345, Minor: 54321, Distance: 15.013 }],
    },
  },
  user_scan_product: {
    KeyStandard: "ean13",
    KeyStr: "6901481811083",
    Country: "中国",
    Province: "广东",
    City: "揭阳",
    Sex: 1,
    Scene: 2,
    ExtInfo: "123",
    RegionCode: "440105",
    ReasonMsg: "",
  },
  user_scan_product_enter_session: { KeyStandard: "ean13", KeyStr: "6901481811083", Scene: 1 },
  user_scan_product_async: {
    KeyStandard: "ean13",
    KeyStr: "6901481811083",
    ExtInfo: "123",
    RegionCode: "440105",
  },
  user_scan_product_verify_action: {
    KeyStandard: "ean13",
    KeyStr: "6901481811083",
    Result: "verify_ok",
    ReasonMsg: "",
  },
  subscribe_scan_product: { EventKey: "keystandard:ean13,keystr:6901481811083" },
  apply_merchant_audit_info: { audit_id: 11111, status: 3, reason: "资料不全" },
  create_map_poi_audit_info: {
    audit_id: 11111,
    status: 1,
    map_poi_id: "1001",
    name: "示例店",
    address: "示例路 1 号",
    latitude: "39.9",
    longitude: "116.39",
    sh_remark: "",
  },
  add_store_audit_info: { audit_id: 11111, status: 3, reason: "", is_upgrade: 3, poiid: 12344 },
  modify_store_audit_info: { audit_id: 11111, status: 3, reason: "" },
  guide_qrcode_scan_event: {
    GuideScanEvent: {
      qrcode_guide_account: "guide_1",
      qrcode_guide_openid: "oGuide",
      openid: "",
      action: 1,
      qrcode_info: "info",
    },
  },
  user_authorize_invoice: {
    SuccOrderId: "inv_0001",
    FailOrderId: "",
    AuthorizeAppId: "",
    Source: "web",
  },
  submit_invoice_title: { title: "示例公司", tax_no: "91310000000000000X", source: "web" },
  update_invoice_status: {
    Status: "INVOICE_REIMBURSE_INIT",
    CardId: "pCard",
    Code: "226009850808",
  },
};
