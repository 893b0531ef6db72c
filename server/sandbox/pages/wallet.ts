/**
 * The wallet as it is drawn over a page: what is paid and to whom, six digits, and how it ends. \`wx.chooseWXPay\`,
 * \`WeixinJSBridge\` and the cashier page open it; the sandbox's control API says what comes of it.
 */
export const WALLET = `"use strict";
(() => {
  const zh = !/^en/i.test(navigator.language);
  const say = (chinese, english) => (zh ? chinese : english);
  const why = {
    password: say("支付密码错误，请重新输入", "Wrong password, try again"),
    balance: say("零钱余额不足", "The balance is not enough"),
    declined: say("银行拒绝了这笔支付", "The bank declined"),
    expired: say("订单已过期", "The order has expired"),
    paid: say("订单已支付", "The order is paid"),
    payer: say("此订单由他人付款", "Somebody else pays this order"),
    timeout: say("支付超时，请稍后查看结果", "It timed out; look at the result later"),
  };
  const make = (name, text, style, into) => {
    const element = document.createElement(name);
    element.style.cssText = style;
    element.textContent = text;
    if (into) into.append(element);
    return element;
  };
  const button = (text, style, into, act) => {
    const made = make("button", text, "min-height:44px;border:0;border-radius:8px;background:#fff;color:#191919;font:inherit;cursor:pointer;" + style, into);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  };
  const yuan = (fen) => "¥" + (fen / 100).toFixed(2);
  const ask = (path, body) =>
    fetch("/sandbox/api/pay/" + path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) })
      .then((answer) => answer.json())
      .catch(() => ({ ok: false, error: say("网络异常", "The network failed") }));
  let close = () => {};

  const draw = () => {
    close();
    const before = document.activeElement;
    const veil = make("div", "", "position:fixed;inset:0;z-index:20;background:rgba(0,0,0,.5)", document.body);
    const sheet = make("section", "", "position:fixed;left:0;right:0;bottom:0;max-width:480px;margin:0 auto;padding:16px;box-sizing:border-box;background:#f7f7f7;color:#191919;border-radius:12px 12px 0 0;font:16px/1.5 system-ui,'PingFang SC','Microsoft YaHei',sans-serif;text-align:center", veil);
    sheet.setAttribute("role", "dialog");
    sheet.setAttribute("aria-modal", "true");
    sheet.setAttribute("aria-label", say("微信支付", "WeChat Pay"));
    close = () => {
      veil.remove();
      document.removeEventListener("keydown", onKey, true);
      close = () => {};
      if (before && before.focus) before.focus();
    };
    let onDigit = () => {}, onBack = () => {}, onLeave = () => {};
    const onKey = (event) => {
      if (/^[0-9]$/.test(event.key)) onDigit(event.key);
      else if (event.key === "Backspace") onBack();
      else if (event.key === "Escape") onLeave();
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey, true);
    return { sheet, hear: (heard) => ([onDigit, onBack, onLeave] = heard) };
  };

  const sayOnly = (text, act) => {
    const { sheet, hear } = draw();
    const line = make("p", text, "margin:24px 0;font-size:18px", sheet);
    line.setAttribute("role", "alert");
    const end = () => { close(); act(); };
    hear([() => {}, () => {}, end]);
    button(say("完成", "Done"), "width:100%;background:#067a3f;color:#fff", sheet, end).focus();
  };

  const pay = (order, whose, end) => {
    const { sheet, hear } = draw();
    let digits = "", isBusy = false;
    make("p", order.merchant, "margin:8px 0 0", sheet);
    make("p", order.description, "margin:0;color:#5c5c5c;font-size:14px", sheet);
    make("strong", yuan(order.totalFen), "display:block;margin:8px 0;font-size:36px;line-height:1.2", sheet);
    make("p", say("零钱（剩余 ", "Balance (") + yuan(order.balanceFen) + say("）", " left)"), "margin:0 0 8px;color:#5c5c5c;font-size:14px", sheet);
    const dots = make("p", "", "display:flex;gap:8px;justify-content:center;margin:8px 0", sheet);
    dots.setAttribute("role", "status");
    const told = make("p", say("沙盒的支付密码是 123456", "The sandbox's password is 123456"), "margin:0 0 12px;min-height:24px;color:#5c5c5c;font-size:14px", sheet);
    told.setAttribute("role", "alert");
    const show = () => {
      dots.replaceChildren(...Array.from({ length: 6 }, (_, place) => make("span", place < digits.length ? "●" : "", "width:40px;height:44px;line-height:44px;border-radius:4px;background:#ebebeb")));
      dots.setAttribute("aria-label", say("已输入 ", "") + digits.length + say(" 位", " of 6 digits"));
    };
    const finish = (paid) => {
      if (paid.result === "ok") return sayOnly(say("支付成功", "Paid") + " " + yuan(order.totalFen), () => end("ok"));
      if (paid.result === "cancel") { close(); return end("cancel"); }
      if (paid.why === "password") { digits = ""; show(); told.textContent = why.password; told.style.color = "#b3261e"; return; }
      sayOnly(why[paid.why] || paid.error || say("支付失败", "It failed"), () => end(paid.why === "balance" ? "cancel" : "fail"));
    };
    const act = async (how) => {
      if (isBusy) return;
      isBusy = true;
      const paid = await ask("wallet", { ...whose, prepayId: order.prepayId, password: digits || "-", act: how });
      isBusy = false;
      finish(paid);
    };
    const onDigit = (digit) => {
      if (isBusy || digits.length === 6) return;
      digits += digit;
      told.textContent = "";
      show();
      if (digits.length === 6) act("pay");
    };
    const onBack = () => { if (!isBusy) { digits = digits.slice(0, -1); show(); } };
    hear([onDigit, onBack, () => act("cancel")]);
    const keys = make("div", "", "display:grid;grid-template-columns:repeat(3,1fr);gap:6px", sheet);
    for (const key of ["1", "2", "3", "4", "5", "6", "7", "8", "9"]) button(key, "font-size:20px", keys, () => onDigit(key));
    const leave = button(say("取消", "Cancel"), "", keys, () => act("cancel"));
    button("0", "font-size:20px", keys, () => onDigit("0"));
    button("⌫", "font-size:20px", keys, onBack).setAttribute("aria-label", say("退格", "Backspace"));
    const more = make("details", "", "margin-top:12px;font-size:14px;color:#5c5c5c", sheet);
    make("summary", say("换个结果", "Another ending"), "min-height:24px;cursor:pointer", more);
    const others = make("div", "", "display:flex;gap:8px;margin-top:8px", more);
    button(say("银行拒绝", "The bank declines"), "flex:1", others, () => { digits = "123456"; act("decline"); });
    button(say("支付超时", "It times out"), "flex:1", others, () => act("timeout"));
    show();
    leave.focus();
  };

  window.sandboxWallet = async (asked, end) => {
    const whose = asked.openid ? { openid: asked.openid } : {};
    const order = await ask("checkout", asked);
    if (!order.ok) return sayOnly(order.errMsg || order.error, () => end("fail", order.errMsg));
    pay(order, whose, end);
  };
  const ended = (how) => (how === "ok" ? "ok" : how === "cancel" ? "cancel" : "fail");
  window.WeixinJSBridge = {
    invoke: (name, params, heard) => {
      if (name !== "getBrandWCPayRequest") return heard && heard({ err_msg: name + ":fail" });
      window.sandboxWallet(params, (how) => heard && heard({ err_msg: "get_brand_wcpay_request:" + ended(how) }));
    },
    on: () => {},
    call: () => {},
  };
  document.dispatchEvent(new Event("WeixinJSBridgeReady"));
  const cashier = document.querySelector("[data-cashier]");
  if (cashier) {
    const { prepay, code, back } = cashier.dataset;
    const open = () => window.sandboxWallet({ ...(prepay ? { prepayId: prepay } : {}), ...(code ? { codeUrl: code } : {}) }, (how) => {
      cashier.textContent = how === "ok" ? say("支付成功", "Paid") : say("未支付", "Not paid");
      if (back) location.assign(back);
    });
    open();
  }
})();
`;
