import type { Finding, SourceEntry, SourceNode } from "./node.ts";
import { finding, Refusal } from "./node.ts";
import type { ReadResult } from "./read-yaml.ts";
import { FORBIDDEN_KEYS } from "./read-yaml.ts";
import { FILE_LIMITS, findControlCharacter } from "./scan.ts";

const refuse = (found: Finding): never => {
  throw new Refusal(found);
};

const SPACE = /[ \t\r\n]*/y;
// Other control characters were refused before.
const STRING = /"(?:[^"\\\t\r\n]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"/y;
const WORD = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** A reader of strict JSON that keeps places and digits; nesting is held by the limit of depth, so recursion is too. */
class JsonReader {
  private at = 0;
  private keys = 0;
  private entries = 0;
  private readonly text: string;
  constructor(text: string) {
    this.text = text;
    this.at = text.startsWith("\uFEFF") ? 1 : 0;
  }

  read(): SourceNode {
    const node = this.value(0);
    this.skip();
    if (this.at < this.text.length) this.wanted("the end of the file");
    return node;
  }

  private wanted(what: string): never {
    return refuse(finding("json-broken", this.at, { wanted: what }));
  }
  private skip(): void {
    SPACE.lastIndex = this.at;
    SPACE.exec(this.text);
    this.at = SPACE.lastIndex;
  }
  private peek(): string {
    this.skip();
    return this.text.charAt(this.at);
  }
  private token(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? null;
    if (found !== null) this.at += found.length;
    return found;
  }

  private value(depth: number): SourceNode {
    const next = this.peek();
    if (next === "{") return this.map(depth + 1);
    if (next === "[") return this.list(depth + 1);
    const start = this.at;
    if (next === '"') {
      const text = this.string();
      return { kind: "scalar", text, style: "double", start, end: this.at };
    }
    const word = this.token(WORD) ?? this.wanted("a value");
    // `null` is what YAML writes as nothing.
    const text = word === "null" ? "" : word;
    return { kind: "scalar", text, style: "plain", start, end: this.at };
  }
  private string(): string {
    const start = this.at;
    const raw = this.token(STRING);
    if (raw === null) {
      this.at = start;
      return this.wanted("a text in double quotes");
    }
    return JSON.parse(raw) as string;
  }
  private enter(depth: number): void {
    if (depth > FILE_LIMITS.depth) {
      refuse(finding("too-deep", this.at, { max: FILE_LIMITS.depth }));
    }
    this.at += 1;
  }
  /** Whether another entry follows; moves behind the comma or the closing bracket. */
  private more(close: string): boolean {
    const next = this.peek();
    if (next !== "," && next !== close) this.wanted(`, or ${close}`);
    this.at += 1;
    return next === ",";
  }
  private list(depth: number): SourceNode {
    const start = this.at;
    const items: SourceNode[] = [];
    this.enter(depth);
    if (this.peek() === "]") this.at += 1;
    else {
      do {
        items.push(this.value(depth));
        this.entries += 1;
        if (this.entries > FILE_LIMITS.entries) {
          refuse(finding("too-many-entries", this.at, { max: FILE_LIMITS.entries }));
        }
      } while (this.more("]"));
    }
    return { kind: "list", items, start, end: this.at };
  }
  private map(depth: number): SourceNode {
    const start = this.at;
    const entries = new Map<string, SourceEntry>();
    this.enter(depth);
    if (this.peek() === "}") this.at += 1;
    else {
      do this.entry(entries, depth);
      while (this.more("}"));
    }
    return { kind: "map", entries, start, end: this.at };
  }
  private entry(entries: Map<string, SourceEntry>, depth: number): void {
    this.skip();
    const keyStart = this.at;
    const key = this.string();
    this.keys += 1;
    if (this.keys > FILE_LIMITS.keys) {
      refuse(finding("too-many-keys", keyStart, { max: FILE_LIMITS.keys }));
    }
    if (FORBIDDEN_KEYS.has(key)) refuse(finding("forbidden-key", keyStart, { key }));
    const before = entries.get(key);
    if (before) {
      refuse({ ...finding("duplicate-key", keyStart, { key }), firstAt: before.keyStart });
    }
    if (this.peek() !== ":") this.wanted(":");
    this.at += 1;
    entries.set(key, { keyStart, value: this.value(depth) });
  }
}

/** Reads strict JSON by the rules of YAML files: numbers keep their digits, no key twice, no key of an object's prototype, the same limits. Never throws. */
export const readJson = (text: string): ReadResult => {
  const control = findControlCharacter(text);
  if (control) return { ok: false, found: control };
  try {
    return { ok: true, node: new JsonReader(text).read() };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, found: error.found };
    return { ok: false, found: finding("json-broken", 0, { wanted: "JSON" }) };
  }
};
