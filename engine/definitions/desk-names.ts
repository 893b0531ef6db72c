/** Where `handover` may lead without an own system: our inbox, and WeChat's agents. */
export const OWN_DESKS: readonly string[] = ["inbox", "wechat"];
