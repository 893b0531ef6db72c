import type { FactDefinition } from "../definitions/definition.ts";
import { agentName } from "./agent.ts";
import { channelId, channelName, eventField, eventName, scanResult, scanType } from "./arrival.ts";
import { date, day, time, weekday } from "./clock.ts";
import { bucket, dialog, misses, visits, window } from "./conversation.ts";
import {
  followerChannel,
  followerCity,
  followerDays,
  followerFollowedAt,
  followerLanguage,
  followerLastChannel,
  followerName,
  followerOpenid,
  followerPosition,
  followerRemark,
  followerStored,
  tags,
} from "./follower.ts";
import {
  messageDescription,
  messageFormat,
  messageLabel,
  messageMenu,
  messageRecognised,
  messageTitle,
  messageType,
  messageUrl,
  rest,
  text,
} from "./message.ts";
import { noticeReason, noticeTemplate } from "./notice.ts";
import { orderFacts } from "./order.ts";
import { pictureId, pictureName, pictureText } from "./picture.ts";
import { distance, placeAddress, placeId, placeName, placeTel } from "./place.ts";

/** Our own facts, in the order the editor offers them. */
export const facts: readonly FactDefinition[] = [
  text,
  rest,
  messageType,
  messageTitle,
  messageUrl,
  messageDescription,
  messageLabel,
  messageFormat,
  messageRecognised,
  messageMenu,
  followerOpenid,
  followerName,
  followerRemark,
  followerLanguage,
  followerCity,
  followerChannel,
  followerLastChannel,
  followerFollowedAt,
  followerDays,
  followerPosition,
  followerStored,
  tags,
  time,
  date,
  weekday,
  day,
  distance,
  placeId,
  placeName,
  placeAddress,
  placeTel,
  dialog,
  visits,
  misses,
  window,
  bucket,
  agentName,
  channelId,
  channelName,
  scanType,
  scanResult,
  pictureId,
  pictureName,
  pictureText,
  noticeTemplate,
  noticeReason,
  ...orderFacts,
  eventName,
  eventField,
];
