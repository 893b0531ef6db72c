import type { Content, SeenArticle } from "../lines.ts";
import { Cover } from "./cover.tsx";
import { OutLink } from "./out-link.tsx";

const Only = ({ article }: { readonly article: SeenArticle }) => (
  <OutLink href={article.url} className="ph-article ph-only">
    <Cover src={article.picture} className="ph-article-cover" />
    <span className="ph-article-words">
      <strong>{article.title}</strong>
      {article.description !== "" && <span className="ph-article-text">{article.description}</span>}
    </span>
  </OutLink>
);

const First = ({ article }: { readonly article: SeenArticle }) => (
  <OutLink href={article.url} className="ph-article">
    <Cover src={article.picture} className="ph-article-cover" />
    <span className="ph-cover-title">{article.title}</span>
  </OutLink>
);

const Other = ({ article }: { readonly article: SeenArticle }) => (
  <OutLink href={article.url} className="ph-article ph-other">
    <span>{article.title}</span>
    <Cover src={article.picture} className="ph-article-thumb" />
  </OutLink>
);

/** One article as a card, or several as a list under a cover. */
export const ArticlesView = ({
  content: { articles },
}: {
  readonly content: Extract<Content, { readonly kind: "articles" }>;
}) => {
  const [first, ...others] = articles;
  if (first === undefined) return null;
  if (others.length === 0)
    return (
      <div className="ph-card ph-articles">
        <Only article={first} />
      </div>
    );
  return (
    <ul className="ph-card ph-articles">
      <li>
        <First article={first} />
      </li>
      {others.map((article, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a sent message never changes
        <li key={place}>
          <Other article={article} />
        </li>
      ))}
    </ul>
  );
};
