/** The look of WeUI, drawn anew: its green is darkened until white on it can be read (4.5 to 1). */
export const STYLE = `
:root{--green:#067a3f;--red:#c0392b;--text:#191919;--soft:#5c5c5c;--line:#e5e5e5;--back:#ededed;--paper:#fff;color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--text);font:17px/1.5 system-ui,-apple-system,"PingFang SC","Microsoft YaHei",sans-serif;-webkit-text-size-adjust:100%;overflow-wrap:anywhere}
main{max-width:480px;margin:0 auto;padding:32px 16px 48px}
h1{font-size:22px;line-height:1.4;margin:0 0 8px;font-weight:600;text-align:center}
h2{font-size:15px;margin:24px 0 8px;font-weight:400;color:var(--soft)}
p{margin:0 0 16px}
.lead{color:var(--soft);text-align:center;font-size:15px}
.cells{background:var(--paper);border-radius:8px;overflow:hidden;margin:16px 0}
.cell{display:flex;align-items:center;gap:12px;padding:14px 16px;border-top:1px solid var(--line)}
.cell:first-child{border-top:0}
.cell>label,.cell>.name{flex:0 0 6em;color:var(--text)}
.cell>input,.cell>textarea,.cell>select{flex:1;min-width:0;border:0;background:none;color:inherit;font:inherit;padding:4px 0;min-height:32px;border-radius:4px}
.cell>textarea{min-height:96px;resize:vertical}
.cell>.value{flex:1;text-align:right;color:var(--soft)}
.cell>input[type=radio]{flex:0 0 24px;width:24px;height:24px;accent-color:var(--green)}
.choice{justify-content:flex-start}
.choice>label{flex:1;padding:4px 0}
fieldset{border:0;margin:16px 0;padding:0;min-width:0}
legend{color:var(--soft);font-size:15px;padding:0 0 8px}
.button{display:block;width:100%;min-height:48px;padding:10px 16px;margin:16px auto 0;border:0;border-radius:8px;background:var(--green);color:#fff;font:inherit;font-weight:500;text-align:center;text-decoration:none;cursor:pointer}
.button.plain{background:#f7f7f7;color:var(--text)}
.button.warn{background:#f7f7f7;color:var(--red)}
:focus-visible{outline:2px solid var(--green);outline-offset:2px}
.mark{display:block;width:64px;height:64px;margin:0 auto 16px;border-radius:50%;background:var(--green);color:#fff;font-size:36px;line-height:64px;text-align:center}
.mark.no{background:var(--red)}
.face{display:block;width:72px;height:72px;margin:0 auto 16px;border-radius:8px;object-fit:cover}
.cover{display:block;width:100%;border-radius:8px;margin:0 0 16px}
.mistake{color:var(--red);background:var(--paper);border-radius:8px;padding:12px 16px;margin:16px 0}
.note{color:var(--soft);font-size:14px}
.tail{margin:32px 0 0;text-align:center;color:var(--soft);font-size:14px}
.price{text-align:center;font-size:40px;font-weight:600;margin:8px 0 16px}
.qr{display:block;width:min(100%,280px);margin:16px auto;border-radius:8px}
.voucher{background:var(--paper);border-radius:8px;padding:8px 16px 16px;margin:16px 0}
.code{font-size:22px;font-variant-numeric:tabular-nums;color:var(--text);margin:0}
.entry{color:inherit;text-decoration:none;justify-content:space-between}
.entry>.name{flex:1}
.entry small{display:block;color:var(--soft);font-size:13px}
[hidden]{display:none!important}
`;
