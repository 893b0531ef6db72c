/**
 * The one script of pages: asks for the JS-SDK's signature, hands the page's card to WeChat, tells when it was passed on,
 * fills a form with an address or a code of WeChat's, and opens WeChat's window for a payment. A page works without it.
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
  const offerScan = () => {
    const button = document.getElementById("scan-code");
    const field = document.getElementById("code");
    if (!button || !field) return;
    const take = ({ resultStr }) => {
      const code = /[?&]of=([0-9]+)/.exec(resultStr);
      field.value = code ? code[1] : resultStr.replace(/[^0-9]/g, "");
      field.form.requestSubmit();
    };
    button.hidden = false;
    button.addEventListener("click", () => wx.scanQRCode({ needResult: 1, scanType: ["qrCode", "barCode"], success: take }));
  };
  const choosePay = () => {
    const pay = document.getElementById("pay");
    if (!pay) return;
    const { timestamp, nonce, sign, done } = pay.dataset;
    const leave = () => location.replace(done);
    wx.chooseWXPay({ timestamp, nonceStr: nonce, package: pay.dataset.package, signType: "RSA", paySign: sign, success: leave });
  };
  wx.ready(() => {
    if (link) share();
    offerAddress();
    offerScan();
    choosePay();
  });
  const here = location.href.split("#")[0];
  fetch(config + "?url=" + encodeURIComponent(here))
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
    .then((signed) => wx.config({ ...signed, debug: false, jsApiList: apis.split(" ") }))
    .catch(() => {});
})();
`;
