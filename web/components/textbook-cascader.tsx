import { useQueryClient } from "@tanstack/react-query";
import { Cascader } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/client.ts";
import type { TextbookNode } from "../api/types.ts";
import { useApi } from "../api/use-api.ts";
import { withIssueYear } from "./textbook-words.ts";
import { useLabels } from "./use-labels.ts";

interface TextbookCascaderProps {
  id?: string;
  value: string | null;
  /** Textbook, unit, lesson of `value`, as far as they are known without asking. */
  titles: string[];
  within: { subject: string | null; edition: string | null; grade: string | null; volume: string | null };
  onChange: (node: TextbookNode | null, titles: string[]) => void;
}

interface Option {
  value: string;
  label: string;
  isLeaf: boolean;
  node: TextbookNode;
  children?: Option[];
}

const asOption = (node: TextbookNode): Option => ({
  value: node.id,
  label: node.kind === "textbook" ? withIssueYear(node.title, node) : node.title,
  isLeaf: node.kind === "lesson",
  node,
});

const withChildren = (options: Option[], parentId: string, children: Option[]): Option[] =>
  options.map((option) =>
    option.value === parentId
      ? { ...option, children, isLeaf: children.length === 0 }
      : {
          ...option,
          ...(option.children && { children: withChildren(option.children, parentId, children) }),
        },
  );

/** The way down a textbook: book, unit, lesson, each step fetched when it is opened. Any step may be chosen. */
export const TextbookCascader = ({ id, value, titles, within, onChange }: TextbookCascaderProps) => {
  const { t } = useTranslation();
  const { label } = useLabels();
  const client = useQueryClient();
  const [isOpened, setIsOpened] = useState(false);
  const [steps, setSteps] = useState<[string, Option[]][]>([]);
  const query = Object.fromEntries(Object.entries(within).filter(([, key]) => key !== null));
  const books = useApi("GET /api/textbook-nodes", { query }, { enabled: isOpened, staleTime: 600_000 });
  const options = steps.reduce(
    (grown, [parentId, children]) => withChildren(grown, parentId, children),
    (books.data?.items ?? []).map(asOption),
  );
  const bookWords = (node: TextbookNode) =>
    [
      label("subject", node.subject),
      label("edition", node.edition),
      label("grade", node.grade),
      label("volume", node.volume),
    ].join(" ");

  const open = async (parentId: string) => {
    const inputs = { query: { parentId } };
    const { items } = await client.fetchQuery({
      queryKey: ["GET /api/textbook-nodes", inputs],
      queryFn: () => call("GET /api/textbook-nodes", inputs),
      staleTime: 600_000,
    });
    setSteps((known) => [
      ...known.filter(([parent]) => parent !== parentId),
      [parentId, items.map(asOption)],
    ]);
  };

  return (
    <Cascader<Option>
      {...(id && { id })}
      className="full-width"
      changeOnSelect
      allowClear
      value={value === null ? [] : [value]}
      options={options}
      placeholder={t("field.notSet")}
      notFoundContent={books.isLoading ? t("state.loading") : t("field.noTextbook")}
      displayRender={() => (titles.length > 0 ? titles.slice(-2).join(" / ") : t("field.textbookChosen"))}
      optionRender={(option) =>
        option.node.kind === "textbook" ? `${option.label} · ${bookWords(option.node)}` : option.label
      }
      onOpenChange={(isOpen) => isOpen && setIsOpened(true)}
      loadData={(path) => {
        const last = path.at(-1);
        if (last) void open(last.value);
      }}
      onChange={(_, path) => {
        const chosen = path as Option[] | undefined;
        onChange(
          chosen?.at(-1)?.node ?? null,
          (chosen ?? []).map((option) => option.node.title),
        );
      }}
    />
  );
};
