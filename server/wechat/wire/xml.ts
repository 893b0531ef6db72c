import { SaxesParser } from "saxes";

/** One element: its own text (leaves only) and its children, in the order they stood in. */
export interface XmlElement {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/** A text that is not the XML WeChat writes; `message` says why, for the one who wrote it. */
export class XmlRefused extends Error {}

/** No push or reply of the platform comes near these. */
const maxDepth = 8;
const maxElements = 300;
const maxAttributes = 32;

interface OpenElement {
  name: string;
  text: string;
  children: OpenElement[];
}

const notBlank = /[^ \t\r\n]/;

const refuse = (why: string) => (): never => {
  throw new XmlRefused(why);
};

/** Builds the tree of one document after another; after a refusal it is in the middle of one and no longer fit for use. */
class TreeBuilder {
  readonly #parser = new SaxesParser({
    position: false,
    defaultXMLVersion: "1.0",
    forceXMLVersion: true,
  });
  #path: OpenElement[] = [];
  #current: OpenElement = { name: "", text: "", children: [] };
  #elements = 0;
  #attributes = 0;

  constructor() {
    const parser = this.#parser;
    const addText = (text: string): void => {
      this.#current.text += text;
    };
    parser.on("opentagstart", (tag) => this.#open(tag.name));
    parser.on("attribute", () => this.#countAttribute());
    parser.on("text", addText);
    parser.on("cdata", addText);
    parser.on("closetag", () => this.#close());
    parser.on("doctype", refuse("a document type declaration"));
    parser.on("processinginstruction", refuse("a processing instruction"));
  }

  build(text: string): XmlElement {
    const document: OpenElement = { name: "", text: "", children: [] };
    this.#path = [document];
    this.#current = document;
    this.#elements = 0;
    this.#attributes = 0;
    this.#parser.write(text).close();
    const [element] = document.children;
    if (element === undefined) throw new XmlRefused("no element");
    return element;
  }

  #open(name: string): void {
    this.#elements += 1;
    if (this.#elements > maxElements) throw new XmlRefused(`more than ${maxElements} elements`);
    if (this.#path.length > maxDepth) throw new XmlRefused(`deeper than ${maxDepth} elements`);
    const element = { name, text: "", children: [] };
    this.#current.children.push(element);
    this.#path.push(element);
    this.#current = element;
  }

  #countAttribute(): void {
    this.#attributes += 1;
    if (this.#attributes <= maxAttributes) return;
    throw new XmlRefused(`more than ${maxAttributes} attributes`);
  }

  #close(): void {
    const element = this.#current;
    if (element.children.length > 0) {
      if (notBlank.test(element.text)) throw new XmlRefused("text beside elements");
      element.text = "";
    }
    this.#path.pop();
    this.#current = this.#path.at(-1) ?? element;
  }
}

// Making a parser costs as much as reading a push with it.
let builder = new TreeBuilder();

/**
 * Parses one document into a plain tree; text stays text, CDATA and text are joined, attributes and comments are left out.
 * Throws `XmlRefused` for what is not well-formed, for document types, foreign entities and processing instructions,
 * and at the first element beyond 8 levels or 300 in all.
 */
export const parseXml = (text: string): XmlElement => {
  try {
    return builder.build(text);
  } catch (cause) {
    builder = new TreeBuilder();
    if (cause instanceof XmlRefused) throw cause;
    throw new XmlRefused(cause instanceof Error ? cause.message : "not XML", { cause });
  }
};

/** The children of that name, in order. */
export const childrenOf = (element: XmlElement, name: string): readonly XmlElement[] =>
  element.children.filter((child) => child.name === name);

/** The first child of that name. */
export const childOf = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find((child) => child.name === name);

/** The text of the first child of that name; `undefined` when there is none. */
export const textOf = (element: XmlElement, name: string): string | undefined =>
  childOf(element, name)?.text;

/** What an element holds: text (in CDATA), a number (bare) or elements. */
export type XmlContent = string | number | readonly XmlField[];
export type XmlField = readonly [name: string, content: XmlContent];

// With the flag `u`, surrogates match only where they stand alone.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what XML cannot carry
const illegal = /[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const needsCare = /[\0-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|\]\]>/u;

/** Text as CDATA: code points XML cannot carry are left out, line ends are `\n`, `]]>` is cut in two. */
const writeCdata = (text: string): string => {
  if (!needsCare.test(text)) return `<![CDATA[${text}]]>`;
  const carried = text.replace(/\r\n?/g, "\n").replace(illegal, "");
  return `<![CDATA[${carried.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
};

const writeContent = (content: XmlContent): string => {
  if (typeof content === "string") return writeCdata(content);
  if (typeof content === "number") return String(content);
  let written = "";
  for (const [name, inner] of content) written += `<${name}>${writeContent(inner)}</${name}>`;
  return written;
};

/** Writes a document as WeChat does: root `<xml>`, strings in CDATA, numbers bare. Names are taken as they are: they come from code, never from a user. */
export const writeXml = (fields: readonly XmlField[]): string =>
  `<xml>${writeContent(fields)}</xml>`;
