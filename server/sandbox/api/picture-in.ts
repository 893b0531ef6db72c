import { refuse } from "./errors.ts";
import type { Call } from "./route.ts";

const longestFetchMs = 5000;
const maxBytes = 10 * 1024 * 1024;

const fetchPicture = async (url: string): Promise<Buffer> => {
  if (!/^https?:\/\//.test(url)) return refuse(101000);
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(longestFetchMs) });
    const bytes = Buffer.from(await response.arrayBuffer());
    return response.ok && bytes.length <= maxBytes ? bytes : refuse(101000);
  } catch {
    return refuse(101000);
  }
};

/** The picture that a call brings in its form, or names by its address; 101000 when there is none. */
export const pictureIn = ({ query, form }: Call): Buffer | Promise<Buffer> => {
  const url = query.get("img_url");
  if (url !== null && url !== "") return fetchPicture(url);
  const file = form.get("img") ?? [...form.values()].find((part) => part.fileName !== null);
  return file?.bytes ?? refuse(41005);
};
