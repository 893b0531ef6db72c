import { carriedIn } from "../carried.ts";
import type { Body } from "../json.ts";
import { isBody } from "../json.ts";
import { refuse } from "./errors.ts";
import { pictureIn } from "./picture-in.ts";
import type { ApiGroup, Route } from "./route.ts";
import { ok, post } from "./route.ts";

/** What each kind of document answers when nothing else was hidden in the picture. */
const documents: Readonly<Record<string, Body>> = {
  idcard: {
    type: "Front",
    name: "",
    id: "",
    addr: "",
    gender: "",
    nationality: "",
    valid_date: "",
  },
  bankcard: { number: "" },
  driving: {
    plate_num: "",
    vehicle_type: "",
    owner: "",
    addr: "",
    use_character: "",
    model: "",
    vin: "",
    engine_num: "",
    register_date: "",
    issue_date: "",
  },
  drivinglicense: {
    id_num: "",
    name: "",
    sex: "",
    nationality: "",
    address: "",
    birth_date: "",
    issue_date: "",
    car_class: "",
    valid_from: "",
    valid_to: "",
    official_seal: "",
  },
  bizlicense: { reg_num: "", serial: "", legal_representative: "", enterprise_name: "" },
  comm: { items: [], img_size: { w: 0, h: 0 } },
  platenum: { number: "" },
  menu: { content: "" },
};

const hidden = (bytes: Buffer): Body => {
  const text = carriedIn(bytes);
  if (text === null) return refuse(101000);
  try {
    const value: unknown = JSON.parse(text);
    return isBody(value) ? value : refuse(101000);
  } catch {
    return { items: [{ text, pos: {} }] };
  }
};

const reading = (kind: string, usual: Body): Route =>
  post(`/cv/ocr/${kind}`, { right: "ocr", quota: "ocr", takes: "form" }, async (call) => ({
    ...ok,
    ...usual,
    ...hidden(await pictureIn(call)),
  }));

/** Reading of documents (contract §4.12): what is read in a picture is what was hidden in it. */
export const ocrGroup: ApiGroup = {
  name: "ocr",
  routes: Object.entries(documents).map(([kind, usual]) => reading(kind, usual)),
};
