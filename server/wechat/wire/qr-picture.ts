import qrcode from "qrcode-generator";
import { greyRows, writeRows } from "./png.ts";

const quietModules = 4;

/** The QR code of a text as a PNG, `side` pixels or a little less. */
export const drawQr = (text: string, side = 430): Buffer => {
  const code = qrcode(0, "M");
  code.addData(text);
  code.make();
  const modules = code.getModuleCount();
  const scale = Math.max(1, Math.floor(side / (modules + 2 * quietModules)));
  const size = (modules + 2 * quietModules) * scale;
  const rows = greyRows(size, size);
  // A row of modules is painted once and copied: thousands of codes are drawn for a batch.
  for (let row = 0; row < modules; row++) {
    const top = (row + quietModules) * scale * (size + 1);
    for (let column = 0; column < modules; column++) {
      const left = top + 1 + (column + quietModules) * scale;
      if (code.isDark(row, column)) rows.bytes.fill(0, left, left + scale);
    }
    for (let copy = 1; copy < scale; copy++)
      rows.bytes.copy(rows.bytes, top + copy * (size + 1), top, top + size + 1);
  }
  return writeRows(rows);
};
