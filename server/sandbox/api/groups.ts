import { agentsGroup } from "./agents.ts";
import { basicsGroup } from "./basics.ts";
import { consoleGroup } from "./console.ts";
import { customerMessageGroup } from "./customer-message.ts";
import { cvImgGroup } from "./cv-img.ts";
import { datacubeGroup } from "./datacube.ts";
import { draftGroup } from "./draft.ts";
import { mapsGroup } from "./maps/maps.ts";
import { massSendGroup } from "./mass-send.ts";
import { materialGroup } from "./material.ts";
import { mediaGroup } from "./media.ts";
import { menuGroup } from "./menu.ts";
import { noticeGroup } from "./notice.ts";
import { oauthGroup } from "./oauth.ts";
import { ocrGroup } from "./ocr.ts";
import { oldGroupGroup } from "./old-group.ts";
import { payGroup } from "./pay.ts";
import { publishGroup } from "./publish.ts";
import { qrCodeGroup } from "./qr-code.ts";
import type { ApiGroup } from "./route.ts";
import { semanticGroup } from "./semantic.ts";
import { sessionsGroup } from "./sessions.ts";
import { shortKeyGroup } from "./short-key.ts";
import { speechGroup } from "./speech.ts";
import { tagGroup } from "./tag.ts";
import { templateGroup } from "./template.ts";
import { ticketGroup } from "./ticket.ts";
import { tokenGroup } from "./token.ts";
import { userGroup } from "./user.ts";

/** Every part of the API, in the contract's order. */
export const apiGroups: readonly ApiGroup[] = [
  tokenGroup,
  basicsGroup,
  consoleGroup,
  menuGroup,
  customerMessageGroup,
  agentsGroup,
  sessionsGroup,
  templateGroup,
  noticeGroup,
  massSendGroup,
  qrCodeGroup,
  shortKeyGroup,
  mediaGroup,
  materialGroup,
  draftGroup,
  publishGroup,
  userGroup,
  tagGroup,
  oldGroupGroup,
  oauthGroup,
  ticketGroup,
  speechGroup,
  semanticGroup,
  ocrGroup,
  cvImgGroup,
  datacubeGroup,
  mapsGroup,
  payGroup,
];
