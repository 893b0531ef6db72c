import type { TSchema } from "typebox";
import { Type } from "typebox";
import { PAYMENT_STATES } from "../schema/order.ts";
import { DateTime } from "./file-schema-parts.ts";
import type { Registry } from "./registry.ts";
import { Duration } from "./shapes.ts";

const Free = Type.Unsafe({ "x-free": true });
const closed = { additionalProperties: false } as const;
const text = Type.String();
const latitude = Type.Number({ minimum: -90, maximum: 90 });
const longitude = Type.Number({ minimum: -180, maximum: 180 });

/** What a test may send, by the trigger it needs; a text needs none. */
const SENDS: readonly (readonly [name: string, trigger: string, shape: TSchema])[] = [
  ["menu", "menu", text],
  ["follow", "follow", text],
  ["unfollow", "unfollow", text],
  ["scan", "scan", text],
  ["image", "image", text],
  ["voice", "voice", text],
  ["video", "video", text],
  ["link", "link", Type.Object({ title: text, url: text }, closed)],
  ["file", "file", text],
  [
    "location",
    "location",
    Type.Object({ lat: latitude, lng: longitude, reported: Type.Optional(Type.Boolean()) }, closed),
  ],
  [
    "payment",
    "payment",
    Type.Object(
      {
        state: Type.Unsafe<string>({ type: "string", enum: [...PAYMENT_STATES] }),
        product: Type.Optional(text),
        amount: Type.Optional(Type.Number({ minimum: 0.01 })),
        channel: Type.Optional(text),
      },
      closed,
    ),
  ],
  ["agent", "agent", Type.Unsafe<string>({ type: "string", enum: ["opened", "closed", "moved"] })],
  [
    "notice",
    "notice",
    Type.Object(
      { state: text, template: Type.Optional(text), reason: Type.Optional(text) },
      closed,
    ),
  ],
  ["event", "event", Type.Object({ name: text }, { additionalProperties: Free })],
  ["scanned", "menu", Type.Object({ key: text, result: text }, closed)],
];

const Given = Type.Object(
  {
    now: Type.Optional(DateTime),
    follower: Type.Optional(
      Type.Object(
        {
          tags: Type.Optional(Type.Array(text)),
          "followed-at": Type.Optional(DateTime),
          position: Type.Optional(Type.Object({ lat: latitude, lng: longitude }, closed)),
        },
        { additionalProperties: Free },
      ),
    ),
    bucket: Type.Optional(Type.Integer({ minimum: 0, maximum: 99 })),
    seed: Type.Optional(text),
    http: Type.Optional(
      Type.Object(
        {},
        {
          additionalProperties: Type.Object(
            {
              status: Type.Optional(Type.Integer({ minimum: 100, maximum: 599 })),
              body: Type.Optional(Free),
              ms: Type.Optional(Type.Integer({ minimum: 0, maximum: 600_000 })),
            },
            closed,
          ),
        },
      ),
    ),
    agent: Type.Optional(Type.Boolean()),
  },
  closed,
);

const ExpectedReply = Type.Union([
  text,
  Type.Object(
    {
      has: Type.Optional(text),
      matches: Type.Optional(text),
      kind: Type.Optional(text),
      url: Type.Optional(text),
    },
    { ...closed, minProperties: 1 },
  ),
]);

const expectSchema = (registry: Registry): TSchema => {
  const first = Type.Union([text, Type.Array(text), Type.Unsafe({ type: "object" })]);
  const named = [...registry.actions.keys()].map((name) => [name, first] as const);
  const row = Type.Object(
    Object.fromEntries(named.map(([name, shape]) => [name, Type.Optional(shape)])),
    { ...closed, minProperties: 1, maxProperties: 1 },
  );
  return Type.Object(
    {
      rule: Type.Optional(Type.String({ minLength: 1 })),
      branch: Type.Optional(Type.Unsafe({ type: "string", enum: ["then", "else"] })),
      also: Type.Optional(Type.Array(text)),
      reply: Type.Optional(Type.Array(ExpectedReply)),
      silent: Type.Optional(Type.Boolean()),
      effects: Type.Optional(Type.Array(Type.Union([text, row]))),
    },
    { ...closed, minProperties: 1 },
  );
};

/** What `send:` may be, for the triggers there are: an unknown kind is refused like any other name. */
const sendSchema = (registry: Registry): TSchema =>
  Type.Union([
    text,
    Type.Object(
      Object.fromEntries(
        SENDS.filter(([, trigger]) => registry.triggers.has(trigger)).map(([name, , shape]) => [
          name,
          Type.Optional(shape),
        ]),
      ),
      { ...closed, minProperties: 1, maxProperties: 1 },
    ),
  ]);

/** One entry of `tests:` (language.md §7). */
export const testsSchema = (registry: Registry): TSchema =>
  Type.Object(
    {
      name: Type.String({ minLength: 1, maxLength: 200 }),
      given: Type.Optional(Given),
      steps: Type.Array(
        Type.Object(
          {
            send: Type.Optional(sendSchema(registry)),
            wait: Type.Optional(Duration),
            expect: Type.Optional(expectSchema(registry)),
          },
          { ...closed, minProperties: 1 },
        ),
        { minItems: 1 },
      ),
    },
    closed,
  );
