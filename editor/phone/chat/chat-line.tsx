import { useWords } from "../../strings/language.tsx";
import { ContentView } from "../content/content-view.tsx";
import { currentPerson } from "../phone-state.ts";
import { usePhoneState } from "../use-phone.ts";
import { AnswerNote } from "./answer-note.tsx";
import { Avatar } from "./avatar.tsx";
import type { ChatItem } from "./chat-items.ts";
import { useDetail } from "./use-detail.ts";

type LineItem = Extract<ChatItem, { readonly kind: "line" }>;
type Said = Extract<LineItem["line"], { readonly kind: "said" }>;

/** Contents that are cards of their own, without a bubble around them. */
const isCard = (line: Said): boolean =>
  line.content.kind !== "text" && line.content.kind !== "voice" && line.content.kind !== "options";

const SaidLine = ({ item, line }: { readonly item: LineItem; readonly line: Said }) => {
  const { phone: words } = useWords();
  const state = usePhoneState();
  const { by, agent, isLate, content } = line;
  const isOwn = by === "follower";
  const name = isOwn ? currentPerson(state)?.name || words.chat.you : (state.account?.name ?? "");
  const isWide = content.kind === "articles" || content.kind === "notice";
  return (
    <article className={`ph-line ${isOwn ? "ph-own" : "ph-theirs"} ${isWide ? "ph-wide" : ""}`}>
      {!isWide && <Avatar name={name} />}
      <div className="ph-said">
        <span className="ph-visually-hidden">{name}</span>
        {agent !== "" && <span className="ph-agent">{words.chat.agent(agent)}</span>}
        <div className={isCard(line) ? "ph-content" : "ph-content ph-bubble"}>
          <ContentView content={content} />
        </div>
        {isLate && <span className="ph-note">{words.chat.late}</span>}
        <AnswerNote item={item} />
      </div>
    </article>
  );
};

const HappenedLine = ({ item }: { readonly item: LineItem }) => {
  const { phone: words } = useWords();
  const { line } = item;
  const detail = useDetail(line);
  if (line.kind !== "happened") return null;
  return (
    <div className="ph-grey ph-happened">
      <p>{words.chat.happened[line.what](detail)}</p>
      <AnswerNote item={item} />
    </div>
  );
};

/** One line of the log: a bubble, something that happened, or the platform's grey line. */
export const ChatLine = ({ item }: { readonly item: LineItem }) => {
  const { line } = item;
  if (line.kind === "said") return <SaidLine item={item} line={line} />;
  if (line.kind === "happened") return <HappenedLine item={item} />;
  return (
    <div className="ph-grey">
      <p className="ph-system">{line.text}</p>
      <AnswerNote item={item} />
    </div>
  );
};
