import { Type } from "typebox";

/** What a write answers when all went well; nothing of it is of use. */
export const Done = Type.Object({});
