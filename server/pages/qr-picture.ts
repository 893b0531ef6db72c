import makeCode from "qrcode-generator";
import type { Html } from "./html.ts";
import { html } from "./html.ts";

/** Modules of white around it, as readers want them. */
const QUIET = 4;

/** A text as a QR code: one drawing, a row of modules at a time, that needs no picture of its own. */
export const qrPicture = (text: string, label: string): Html => {
  const code = makeCode(0, "M");
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  const size = count + 2 * QUIET;
  let path = "";
  for (let row = 0; row < count; row += 1)
    for (let column = 0; column < count; column += 1)
      if (code.isDark(row, column)) path += `M${column + QUIET} ${row + QUIET}h1v1h-1z`;
  return html`<svg class="qr" role="img" aria-label="${label}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`;
};
