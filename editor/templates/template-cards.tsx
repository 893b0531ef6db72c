import {
  ClockCircleOutlined,
  EnvironmentOutlined,
  FileTextOutlined,
  GiftOutlined,
  MessageOutlined,
  SearchOutlined,
  ShoppingOutlined,
  SmileOutlined,
  UnorderedListOutlined,
} from "@ant-design/icons";
import { Button, Card } from "antd";
import type { ReactNode } from "react";
import { useState } from "react";
import type { Template } from "../../server/admin/contract.ts";
import { useApi } from "../api/use-api.ts";
import { Loaded } from "../shell/loaded.tsx";
import { templatesWords } from "../strings/templates.ts";
import { useSay, useText } from "../strings/text.ts";
import { TemplateDialog } from "./template-dialog.tsx";
import "./templates.css";

/** By the names that templates use. */
const icons: Readonly<Record<string, ReactNode>> = {
  smile: <SmileOutlined />,
  message: <MessageOutlined />,
  list: <UnorderedListOutlined />,
  clock: <ClockCircleOutlined />,
  gift: <GiftOutlined />,
  shopping: <ShoppingOutlined />,
  environment: <EnvironmentOutlined />,
  search: <SearchOutlined />,
};

const One = ({ template, onUse }: { readonly template: Template; readonly onUse: () => void }) => {
  const words = useText(templatesWords);
  const say = useSay();
  return (
    <li>
      <Card className="template">
        <h2>
          <span aria-hidden="true">{icons[template.icon] ?? <FileTextOutlined />}</span>{" "}
          {say(template.title)}
        </h2>
        <p className="help">{say(template.help)}</p>
        <Button aria-label={`${words.use}：${say(template.title)}`} onClick={onUse}>
          {words.use}
        </Button>
      </Card>
    </li>
  );
};

/** The gallery, or its first few. */
export const TemplateCards = ({ most }: { readonly most?: number }) => {
  const templates = useApi("GET /templates", {});
  const [used, setUsed] = useState<Template | null>(null);
  return (
    <Loaded query={templates}>
      {({ templates: all }) => (
        <>
          <ul className="template-cards">
            {all.slice(0, most).map((template) => (
              <One key={template.id} template={template} onUse={() => setUsed(template)} />
            ))}
          </ul>
          {used !== null && (
            <TemplateDialog key={used.id} template={used} onClose={() => setUsed(null)} />
          )}
        </>
      )}
    </Loaded>
  );
};
