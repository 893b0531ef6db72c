/**
 * The one script of pages: asks for the JS-SDK's signature, hands the page's card to WeChat, tells when it was passed on,
 * and fills a form with an address of WeChat's. A page works without it.
 */
export const SCRIPT = `"use strict";
(() => {
  const kit = document.getElementById("kit");
  const { wx } = window;
  if (!kit || !wx) return;
  const { config, apis, path, token, title, desc, link, image } = kit.dataset;
  const tell = (to) => () => {
    if (!token) return;
    const body = new URLSearchParams({ token, step: "shared", to });
    fetch(path, { method: "POST", body, keepalive: true }).catch(() => {});
  };
  const share = () => {
    const card = { title, link, imgUrl: image };
    wx.updateAppMessageShareData({ ...card, desc });
    wx.updateTimelineShareData(card);
    wx.onMenuShareAppMessage({ ...card, desc, success: tell("friend") });
    wx.onMenuShareTimeline({ ...card, success: tell("moments") });
  };
  const parts = { recipient: "userName", tel: "telNumber", province: "provinceName", city: "cityName", county: "countryName", detail: "detailInfo", postcode: "postalCode" };
  const fill = (address) => {
    for (const [name, part] of Object.entries(parts)) {
      const field = document.getElementById(name);
      if (field && typeof address[part] === "string") field.value = address[part];
    }
  };
  const offerAddress = () => {
    const button = document.getElementById("open-address");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => wx.openAddress({ success: fill }));
  };
  wx.ready(() => {
    if (link) share();
    offerAddress();
  });
  const here = location.href.split("#")[0];
  fetch(config + "?url=" + encodeURIComponent(here))
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
    .then((signed) => wx.config({ ...signed, debug: false, jsApiList: apis.split(" ") }))
    .catch(() => {});
})();
`;
