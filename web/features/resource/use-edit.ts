import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../../api/client.ts";
import { isProblem } from "../../api/problem.ts";
import type { Resource, ResourceChange } from "../../api/types.ts";
import { useRefreshResources } from "../../api/use-api.ts";
import {
  changeBetween,
  type FieldName,
  fieldsOf,
  type ResourceFields,
} from "../../components/resource-fields.ts";
import { useFileQueue } from "../../components/use-file-queue.ts";
import { type EditedFile, editedFilesOf, fileChoices, hasSameFiles, rebase } from "./edit-state.ts";

/** The state of an edit form: what was there, what is typed, and saving that never overwrites unseen changes. */
export const useEdit = (resource: Resource, onSaved: (saved: Resource) => void) => {
  const client = useQueryClient();
  const refresh = useRefreshResources();
  const queue = useFileQueue();
  const [base, setBase] = useState(resource);
  const [fields, setFields] = useState<ResourceFields>(fieldsOf(resource));
  const [textbookTitles, setTextbookTitles] = useState(resource.textbook?.titles ?? []);
  const [files, setFiles] = useState<EditedFile[]>(editedFilesOf(resource.files));
  const [both, setBoth] = useState<FieldName[]>([]);

  const choices = fileChoices(files, (queuedId) => queue.files.find(({ id }) => id === queuedId)?.upload?.id);
  const changed = changeBetween(fieldsOf(base), { ...fields, title: fields.title.trim() });
  const change: ResourceChange = {
    ...changed,
    ...(!hasSameFiles(files, base.files) && { files: choices ?? [] }),
  };
  const params = { id: resource.id };

  const save = useMutation({
    mutationFn: () =>
      call("PATCH /api/resources/{id}", { params, body: change }, { revision: base.revision }),
    onSuccess: (saved) => {
      setBase(saved);
      setFields(fieldsOf(saved));
      setFiles(editedFilesOf(saved.files));
      client.setQueryData(["GET /api/resources/{id}", { params, query: { draft: "true" } }], saved);
      void refresh();
      onSaved(saved);
    },
  });

  const takeTheirs = useMutation({
    mutationFn: () => call("GET /api/resources/{id}", { params, query: { draft: "true" } }),
    onSuccess: (theirs) => {
      const rebased = rebase(base, fields, theirs);
      if (hasSameFiles(files, base.files)) setFiles(editedFilesOf(theirs.files));
      if (!("textbookNodeId" in changed)) setTextbookTitles(theirs.textbook?.titles ?? []);
      setFields(rebased.fields);
      setBoth(rebased.both);
      setBase(theirs);
      save.reset();
    },
  });

  return {
    base,
    fields,
    textbookTitles,
    files,
    queue,
    both,
    save,
    takeTheirs,
    isOutdated: isProblem(save.error, "precondition.failed"),
    hasChanges: Object.keys(change).length > 0,
    isWaitingForFiles: choices === null,
    setFiles,
    edit: (patch: Partial<ResourceFields>, titles?: string[]) => {
      setFields((current) => ({ ...current, ...patch }));
      if (titles) setTextbookTitles(titles);
    },
  };
};
