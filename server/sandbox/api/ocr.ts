import { carriedIn } from "../carried.ts";
import type { Body } from "../json.ts";
import { isBody } from "../json.ts";
import { refuse } from "./errors.ts";
import type { ApiGroup, Call, Route } from "./route.ts";
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

const pictureIn = ({ query, form }: Call): Buffer | Promise<Buffer> => {
  const url = query.get("img_url");
  if (url !== null && url !== "") return fetchPicture(url);
  const file = form.get("img") ?? [...form.values()].find((part) => part.fileName !== null);
  return file?.bytes ?? refuse(41005);
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
