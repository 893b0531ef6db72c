/**
 * The JS-SDK as the local WeChat has it: `wx.config` is told whether its signature holds (contract §4.11), sharing and
 * the address book are drawn over the page as WeChat's own menu is.
 */
export const JWEIXIN = `"use strict";
(() => {
  const cards = {}, readies = [], errors = [];
  let state = "new", allowed = [], frame = null, page = "";
  const css = (element, text) => { element.style.cssText = text; return element; };
  const make = (name, text, style, into) => {
    const element = css(document.createElement(name), style);
    element.textContent = text;
    if (into) into.append(element);
    return element;
  };
  const zh = !/^en/i.test(navigator.language);
  const say = (chinese, english) => (zh ? chinese : english);
  const button = (text, into, act, style = "") => {
    const made = make("button", text, "display:block;width:100%;min-height:44px;margin:8px 0 0;border:0;border-radius:8px;background:#fff;color:#191919;font:inherit;cursor:pointer;" + style, into);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  };
  const sheet = () => {
    if (frame) frame.remove();
    frame = css(document.createElement("aside"), "position:fixed;left:0;right:0;bottom:0;z-index:9;max-width:480px;margin:0 auto;padding:16px;background:#ededed;color:#191919;border-top:1px solid #ccc;border-radius:12px 12px 0 0;font:16px/1.5 system-ui,sans-serif");
    frame.setAttribute("aria-label", say("本机微信", "Local WeChat"));
    document.body.append(frame);
    return frame;
  };
  const close = () => { if (frame) frame.remove(); frame = null; };
  const may = (name) => state === "ok" && allowed.includes(name);
  const ended = (name, options, how, more = {}) => {
    const told = { ...more, errMsg: name + ":" + how };
    const heard = how === "ok" ? options.success : how === "cancel" ? options.cancel : options.fail;
    if (heard) heard(told);
    if (options.complete) options.complete(told);
  };
  const pass = (kind) => {
    const { name, options } = cards[kind];
    const into = sheet();
    make("p", kind === "friend" ? say("朋友看到的卡片", "What friends see") : say("朋友圈看到的卡片", "What Moments show"), "margin:0 0 8px;color:#5c5c5c", into);
    const card = css(document.createElement("a"), "display:block;padding:12px;border-radius:8px;background:#fff;color:#191919;text-decoration:none");
    card.href = options.link || location.href;
    card.dataset.shared = kind;
    into.append(card);
    make("strong", options.title || document.title, "display:block", card);
    if (options.desc) make("span", options.desc, "display:block;color:#5c5c5c;font-size:14px", card);
    if (options.imgUrl) {
      const image = css(document.createElement("img"), "width:48px;height:48px;object-fit:cover;border-radius:4px");
      image.alt = "";
      image.src = options.imgUrl;
      card.append(image);
    }
    button(say("关闭", "Close"), into, close);
    ended(name, options, "ok");
  };
  const menu = () => {
    const into = sheet();
    if (cards.friend) button(say("发送给朋友", "Send to a friend"), into, () => pass("friend"));
    if (cards.moments) button(say("分享到朋友圈", "Share on Moments"), into, () => pass("moments"));
    button(say("取消", "Cancel"), into, close);
  };
  const offer = () => {
    if (document.getElementById("wx-menu")) return;
    const bar = css(document.createElement("nav"), "position:fixed;top:8px;right:8px;z-index:8");
    bar.setAttribute("aria-label", say("微信菜单", "WeChat menu"));
    const more = make("button", "···", "min-width:44px;min-height:44px;border:0;border-radius:22px;background:#fff;color:#191919;font:20px system-ui,sans-serif;cursor:pointer", bar);
    more.type = "button";
    more.id = "wx-menu";
    more.setAttribute("aria-label", say("更多", "More"));
    more.addEventListener("click", menu);
    document.body.append(bar);
  };
  const sharing = (name, kind, isTold) => (options) => {
    if (!may(name)) return ended(name, options, "fail permission denied");
    if (!cards[kind] || isTold) cards[kind] = { name, options };
    offer();
    if (!isTold) ended(name, options, "ok");
  };
  const people = [
    { userName: "张三", telNumber: "13800138000", provinceName: "广东省", cityName: "广州市", countryName: "海珠区", detailInfo: "新港中路 397 号", postalCode: "510000", nationalCode: "510000" },
    { userName: "李四", telNumber: "13900139000", provinceName: "上海市", cityName: "上海市", countryName: "黄浦区", detailInfo: "南京东路 1 号", postalCode: "200001", nationalCode: "200001" },
  ];
  const openAddress = (options = {}) => {
    if (!may("openAddress")) return ended("openAddress", options, "fail permission denied");
    const into = sheet();
    make("p", say("选择收货地址", "Choose an address"), "margin:0 0 8px", into);
    for (const person of people)
      button(person.userName + " " + person.cityName + person.countryName + person.detailInfo, into, () => { close(); ended("openAddress", options, "ok", person); });
    button(say("取消", "Cancel"), into, () => { close(); ended("openAddress", options, "cancel"); });
  };
  const chooseWXPay = (options = {}) => {
    if (!may("chooseWXPay")) return ended("chooseWXPay", options, "fail permission denied");
    const { timestamp, nonceStr, package: packed, signType, paySign } = options;
    const params = { appId: page, timeStamp: String(timestamp), nonceStr, package: packed, signType, paySign };
    window.sandboxWallet(params, (how, why) => ended("chooseWXPay", options, how === "fail" && why ? "fail " + why : how));
  };
  const config = ({ appId, timestamp, nonceStr, signature, jsApiList = [] }) => {
    page = appId;
    const body = JSON.stringify({ appId, timestamp: String(timestamp), nonceStr, signature, url: location.href });
    fetch("/sandbox/api/js-signature", { method: "POST", headers: { "content-type": "application/json" }, body })
      .then((answer) => answer.json())
      .then(({ ok, errMsg, error }) => {
        state = ok ? "ok" : "refused";
        allowed = jsApiList;
        if (!ok) for (const heard of errors) heard({ errMsg: errMsg || error });
        for (const heard of readies) heard();
      });
  };
  window.wx = {
    config,
    ready: (heard) => (state === "new" ? readies.push(heard) : heard()),
    error: (heard) => errors.push(heard),
    checkJsApi: ({ jsApiList = [], success }) => success && success({ checkResult: Object.fromEntries(jsApiList.map((name) => [name, name in window.wx])), errMsg: "checkJsApi:ok" }),
    updateAppMessageShareData: sharing("updateAppMessageShareData", "friend", false),
    updateTimelineShareData: sharing("updateTimelineShareData", "moments", false),
    onMenuShareAppMessage: sharing("onMenuShareAppMessage", "friend", true),
    onMenuShareTimeline: sharing("onMenuShareTimeline", "moments", true),
    openAddress,
    chooseWXPay,
    closeWindow: () => window.close(),
    hideOptionMenu: () => {},
    showOptionMenu: offer,
  };
})();
`;
