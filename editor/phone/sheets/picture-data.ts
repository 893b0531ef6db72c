/** The largest picture WeChat lets an account keep for a while. */
export const mostPictureBytes = 2 * 1024 * 1024;

const chunk = 0x8000;

/** Bytes as base64. */
export const toBase64 = (bytes: Uint8Array): string => {
  let text = "";
  // A call with a million arguments would not come back.
  for (let at = 0; at < bytes.length; at += chunk)
    text += String.fromCharCode(...bytes.subarray(at, at + chunk));
  return btoa(text);
};

/** A chosen file as base64. */
export const readFile = async (file: Blob): Promise<string> =>
  toBase64(new Uint8Array(await file.arrayBuffer()));

/** A picture of the account as base64. Throws when it is gone. */
export const readPicture = async (src: string): Promise<string> => {
  const response = await fetch(src);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return readFile(await response.blob());
};
