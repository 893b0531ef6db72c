import { yuanText } from "../../engine/index.ts";

/** Integer fen as people read money: `¥39.80`. */
export const yuan = (fen: number): string => `¥${yuanText(fen)}`;
