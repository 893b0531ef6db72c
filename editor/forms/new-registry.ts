import { builtIn, makeRegistry } from "../../engine/index.ts";

/** Our own definitions, for forms that stand alone. */
export const newRegistry = makeRegistry(builtIn);
