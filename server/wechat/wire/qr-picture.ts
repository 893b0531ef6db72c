import qrcode from "qrcode-generator";
import { writePng } from "./png.ts";

const quietModules = 4;

/** The QR code of a text as a PNG, `side` pixels or a little less. */
export const drawQr = (text: string, side = 430): Buffer => {
  const code = qrcode(0, "M");
  code.addData(text);
  code.make();
  const modules = code.getModuleCount();
  const scale = Math.max(1, Math.floor(side / (modules + 2 * quietModules)));
  const size = (modules + 2 * quietModules) * scale;
  const isDark = (x: number, y: number): boolean => {
    const column = Math.floor(x / scale) - quietModules;
    const row = Math.floor(y / scale) - quietModules;
    const isInside = column >= 0 && row >= 0 && column < modules && row < modules;
    return isInside && code.isDark(row, column);
  };
  return writePng(size, size, (x, y) => (isDark(x, y) ? 0 : 255));
};
