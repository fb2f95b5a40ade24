import { DeleteOutlined, EditOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import { useRefreshSavedSearches } from "../../api/saved-searches.ts";
import type { SavedSearch } from "../../api/types.ts";
import { SavedSearchLine } from "../../components/saved-search-line.tsx";
import { useProblemText } from "../../components/use-problem-text.ts";
import { formatDay } from "../../locales/format.ts";
import { NameInput } from "./name-input.tsx";
import { useRemoval } from "./use-removal.tsx";

/** One saved search: open it, rename it in place, or remove it and perhaps take that back. */
export const SavedSearchRow = ({ search }: { search: SavedSearch }) => {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const refresh = useRefreshSavedSearches();
  const remove = useRemoval(search);
  const [isNaming, setIsNaming] = useState(false);
  const rename = useMutation({
    mutationFn: (name: string) =>
      call("PATCH /api/saved-searches/{id}", { params: { id: search.id }, body: { name } }),
    onSuccess: async () => {
      await refresh();
      setIsNaming(false);
    },
    onError: (error) => void message.error(problemText(error)),
  });
  if (isNaming) {
    return (
      <NameInput
        name={search.name}
        isSaving={rename.isPending}
        onSave={(name) => rename.mutate(name)}
        onCancel={() => setIsNaming(false)}
      />
    );
  }
  return (
    <div className="saved-search-row">
      <div className="saved-search-text">
        <SavedSearchLine search={search} />
        <span className="quiet">
          {t("saved.lastVisited", { day: formatDay(search.lastVisitedAt, i18n.language) })}
        </span>
      </div>
      <Button
        icon={<EditOutlined aria-hidden />}
        aria-label={t("saved.rename", { name: search.name })}
        onClick={() => setIsNaming(true)}
      />
      <Button
        icon={<DeleteOutlined aria-hidden />}
        aria-label={t("saved.remove", { name: search.name })}
        loading={remove.isPending}
        onClick={() => remove.mutate()}
      />
    </div>
  );
};
