/** An `account.yaml` of its own; `mayWriteLater`: whether it holds the right to customer-service messages. */
export const accountFile = (of: {
  readonly id: string;
  /** Four digits, so that ids differ. */
  readonly number: string;
  readonly mayWriteLater: boolean;
  readonly hosts?: readonly string[];
  readonly more?: string;
}): string => `id: ${of.id}
name: ${of.id}
kind: ${of.mayWriteLater ? "service" : "subscription"}
verified: ${of.mayWriteLater}
originalId: gh_1f2e3d4c${of.number}
appId: wx0123456789ab${of.number}
appSecret: 0123456789abcdef0123456789ab${of.number}
token: token${of.number}
platform: sandbox
mode: plain
timezone: Asia/Shanghai
hosts: ${JSON.stringify(of.hosts ?? [])}
texts: { failed: 系统繁忙 }
${of.more ?? ""}`;
