import { Button, Form, Input, Select } from "antd";
import { broadcastWords } from "../strings/broadcasts.ts";
import { useText } from "../strings/text.ts";
import type { ArticleDraft } from "./broadcast-draft.ts";
import { ENDINGS, emptyArticle, MOST_ARTICLES } from "./broadcast-draft.ts";
import type { FieldProps } from "./target-fields.tsx";

const Article = ({
  article,
  place,
  pictures,
  onChange,
}: {
  readonly article: ArticleDraft;
  readonly place: number;
  readonly pictures: readonly string[];
  readonly onChange: (change: Partial<ArticleDraft>) => void;
}) => {
  const words = useText(broadcastWords);
  const id = (name: string): string => `article-${place}-${name}`;
  const line = (name: "title" | "description" | "url", label: string, maxLength: number) => (
    <Form.Item label={label} htmlFor={id(name)}>
      <Input
        id={id(name)}
        maxLength={maxLength}
        value={article[name]}
        onChange={({ target }) => onChange({ [name]: target.value })}
      />
    </Form.Item>
  );
  return (
    <fieldset className="broadcast-article">
      <legend>{words.article(place + 1)}</legend>
      {line("title", words.articleTitle, 42)}
      <Form.Item label={words.picture} htmlFor={id("picture")}>
        <Select
          id={id("picture")}
          showSearch
          notFoundContent={words.noFiles}
          value={article.picture === "" ? null : article.picture}
          options={pictures.map((value) => ({ value, label: value }))}
          onChange={(picture: string | null) => onChange({ picture: picture ?? "" })}
        />
      </Form.Item>
      {line("description", words.description, 120)}
      <Form.Item label={words.body} htmlFor={id("text")}>
        <Input.TextArea
          id={id("text")}
          maxLength={6_000}
          autoSize={{ minRows: 3, maxRows: 12 }}
          value={article.text}
          onChange={({ target }) => onChange({ text: target.value })}
        />
      </Form.Item>
      {line("url", words.url, 1_000)}
    </fieldset>
  );
};

/** Up to eight articles, each with a cover. */
export const ArticleFields = ({ draft, choices, onDraft }: FieldProps) => {
  const words = useText(broadcastWords);
  const { articles } = draft;
  const pictures = choices.media.filter((name) => ENDINGS.image.test(name));
  const change = (at: number, by: Partial<ArticleDraft>): void =>
    onDraft({ articles: articles.map((one, place) => (place === at ? { ...one, ...by } : one)) });
  const remove = (at: number): void =>
    onDraft({ articles: articles.filter((_, place) => place !== at) });
  const nextKey = Math.max(...articles.map(({ key }) => key)) + 1;
  return (
    <>
      {articles.map((article, place) => (
        <div key={article.key}>
          <Article
            article={article}
            place={place}
            pictures={pictures}
            onChange={(by) => change(place, by)}
          />
          {articles.length > 1 && (
            <Button size="small" onClick={() => remove(place)}>
              {words.removeArticle(place + 1)}
            </Button>
          )}
        </div>
      ))}
      {articles.length < MOST_ARTICLES && (
        <div className="gap-below">
          <Button onClick={() => onDraft({ articles: [...articles, emptyArticle(nextKey)] })}>
            {words.addArticle}
          </Button>
        </div>
      )}
    </>
  );
};
