import { DownOutlined } from "@ant-design/icons";
import { Tree, type TreeDataNode } from "antd";
import { type Key, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { TextbookNode } from "../../api/types.ts";
import { pathTo } from "./choose-book.ts";

interface BookTreeProps {
  /** All of one textbook, siblings in their order. */
  nodes: TextbookNode[];
  chosenId: string;
  onChoose: (id: string) => void;
}

const branchesBelow = (nodes: TextbookNode[], parentId: string | null): TreeDataNode[] =>
  nodes
    .filter((node) => node.parentId === parentId)
    .map(({ id, title }) => ({ key: id, title, children: branchesBelow(nodes, id) }));

/** The textbook with its units and their lessons; the way to the chosen one is open. */
export const BookTree = ({ nodes, chosenId, onChoose }: BookTreeProps) => {
  const { t } = useTranslation();
  const [open, setOpen] = useState<Key[]>([]);
  useEffect(() => {
    const way = pathTo(nodes, chosenId).map(({ id }) => id);
    setOpen((known) => [...new Set([...known, ...way])]);
  }, [nodes, chosenId]);
  return (
    <Tree
      aria-label={t("textbooks.contents")}
      blockNode
      switcherIcon={<DownOutlined aria-hidden />}
      motion={false}
      treeData={branchesBelow(nodes, null)}
      expandedKeys={open}
      onExpand={setOpen}
      selectedKeys={[chosenId]}
      onSelect={(_, { node }) => onChoose(String(node.key))}
    />
  );
};
