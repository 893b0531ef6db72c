import type { ComponentType } from "react";
import type { Content } from "../lines.ts";
import { ArticlesView } from "./articles-view.tsx";
import { CardView, FileView, LinkView, MiniProgramView } from "./card-views.tsx";
import { ImageView } from "./image-view.tsx";
import { LocationView } from "./location-view.tsx";
import { NoticeView } from "./notice-view.tsx";
import { OptionsView } from "./options-view.tsx";
import { MusicView, VideoView, VoiceView } from "./playing-views.tsx";
import { TextView } from "./text-view.tsx";

/** A kind of content and its view. */
export type ViewOf<K extends Content["kind"]> = ComponentType<{
  readonly content: Extract<Content, { readonly kind: K }>;
}>;

/** One view a kind: a new kind does not compile without one. */
const views: { readonly [K in Content["kind"]]: ViewOf<K> } = {
  text: TextView,
  image: ImageView,
  voice: VoiceView,
  video: VideoView,
  music: MusicView,
  articles: ArticlesView,
  options: OptionsView,
  "mini-program": MiniProgramView,
  card: CardView,
  notice: NoticeView,
  location: LocationView,
  link: LinkView,
  file: FileView,
};

/** What a line shows. */
export const ContentView = ({ content }: { readonly content: Content }) => {
  const View = views[content.kind] as ComponentType<{ readonly content: Content }>;
  return <View content={content} />;
};
