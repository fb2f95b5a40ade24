import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { CollectionCard } from "../../api/types.ts";

const colors = { draft: "default", waiting: "processing", declined: "error" } as const;

/** That a collection is curated goes without saying. */
export const StateTag = ({ state }: Pick<CollectionCard, "state">) => {
  const { t } = useTranslation();
  return state === "curated" ? null : <Tag color={colors[state]}>{t(`collections.states.${state}`)}</Tag>;
};
