import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { call } from "../../api/client.ts";
import { newKey } from "../../api/new-key.ts";
import type { CollectionUnitChoice } from "../../api/types.ts";
import { useRefreshCollections } from "../../api/use-api.ts";
import { CollectionForm, type CollectionValues } from "./collection-form.tsx";

interface NewCollectionDialogProps {
  units: CollectionUnitChoice[];
  onClose: () => void;
}

export const NewCollectionDialog = ({ units, onClose }: NewCollectionDialogProps) => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const refresh = useRefreshCollections();
  const [key] = useState(newKey);
  const create = useMutation({
    mutationFn: (body: CollectionValues) => call("POST /api/collections", { body }, { idempotencyKey: key }),
    onSuccess: async ({ id }) => {
      await navigate(`/collections/${id}`);
      await refresh();
    },
  });
  return (
    <CollectionForm
      heading={t("collections.new")}
      first={{ title: "", summary: "", unitId: units.at(-1)?.id ?? "" }}
      units={units}
      hint={(unit) => t(unit?.canCurate ? "collections.madeAtOnce" : "collections.madeAsProposal")}
      error={create.error}
      isSaving={create.isPending}
      onSave={(values) => create.mutate(values)}
      onClose={onClose}
    />
  );
};
