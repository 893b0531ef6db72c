/** What stands in an address could end it; what stands in the words could begin another. */
const attribute = (url: string): string => url.replaceAll("&", "&amp;").replaceAll('"', "%22");
const words = (text: string): string => text.replaceAll("<", "＜").replaceAll(">", "＞");

/** Words that lead to an address, as a text message holds them. */
export const linkText = (url: string, text: string): string =>
  `<a href="${attribute(url)}">${words(text)}</a>`;
