import qrcode from "qrcode-generator";

/** White modules around a code: scanners ask for four. */
const quiet = 4;

/** A QR code as a drawing: one square unit a module. */
export interface QrDrawing {
  /** Side of the drawing, the quiet zone included. */
  readonly side: number;
  /** The dark modules, as an SVG path. */
  readonly path: string;
}

/** Draws a text as a QR code that a camera can read. */
export const qrDrawing = (text: string): QrDrawing => {
  const code = qrcode(0, "M");
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  const rows: string[] = [];
  for (let row = 0; row < count; row++)
    for (let column = 0; column < count; column++)
      if (code.isDark(row, column)) rows.push(`M${column + quiet} ${row + quiet}h1v1h-1z`);
  return { side: count + 2 * quiet, path: rows.join("") };
};
