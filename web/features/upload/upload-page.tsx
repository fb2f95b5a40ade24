import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../api/session.ts";
import type { Me } from "../../api/types.ts";
import { useUnits } from "../../api/units.ts";
import { FailedFilesNotice } from "../../components/failed-files-notice.tsx";
import { FileDrop } from "../../components/file-drop.tsx";
import { ForbiddenNotice } from "../../components/forbidden-notice.tsx";
import { PageTitle } from "../../components/page-title.tsx";
import { isUnderWay, useFileQueue } from "../../components/use-file-queue.ts";
import { useLeaveWarning } from "../../components/use-leave-warning.ts";
import { BulkBar } from "./bulk-bar.tsx";
import { DraftCard } from "./draft-card.tsx";
import { isSettled } from "./draft-row.ts";
import { KeptFoldersNotice } from "./kept-folders-notice.tsx";
import { readLastUpload } from "./last-upload.ts";
import { LeftOutNotice } from "./left-out-notice.tsx";
import { ManifestBar } from "./manifest-bar.tsx";
import { ManifestNotice } from "./manifest-notice.tsx";
import { ShareBar } from "./share-bar.tsx";
import { sharingLine } from "./sharing-line.ts";
import { UnfinishedNotice } from "./unfinished-notice.tsx";
import { placedFiles, useBroughtFiles } from "./use-brought-files.ts";
import { useDraftRows } from "./use-draft-rows.ts";
import { useKeptFolders } from "./use-kept-folders.ts";
import { useRememberFiles } from "./use-remember-files.ts";
import { useSaveRows } from "./use-save-rows.ts";
import "./upload.css";

export const UploadPage = () => {
  const { data: me } = useMe();
  if (!me) return null;
  return me.can.createResource ? <UploadDesk me={me} /> : <ForbiddenNotice />;
};

const UploadDesk = ({ me }: { me: Me }) => {
  const { t } = useTranslation();
  const { data: units } = useUnits();
  const queue = useFileQueue();
  const drafts = useDraftRows(me.id, queue);
  const { rows, dispatch, leftOut, forgetLeftOut } = drafts;
  const brought = useBroughtFiles(me.id, drafts, queue.files);
  const { manifests, bring, bringUnpacked, bringManifest } = brought;
  useRememberFiles(me.id, rows, queue.files);
  const [selected, setSelected] = useState<string[]>([]);
  const [campusId, setCampusId] = useState(me.campuses[0]?.id ?? "");
  const [chosen, setChosen] = useState<string | null>(readLastUpload(me.id)?.sharedWith ?? null);
  const kept = useKeptFolders(campusId);
  const { isSaving, saveAll } = useSaveRows({
    personId: me.id,
    campusId,
    files: queue.files,
    dispatch,
    onSaved: kept.keep,
  });

  const choices = sharingLine(units?.items ?? [], campusId);
  const sharedWith = chosen !== null && choices.includes(chosen) ? chosen : (choices.at(-1) ?? "private");
  const fileOf = new Map(queue.files.map((file) => [file.id, file]));
  const open = rows.filter((row) => !isSettled(row));
  const openIds = open.map(({ id }) => id);
  const selectedIds = selected.filter((id) => openIds.includes(id));
  const underWay = queue.files.filter(isUnderWay).length;
  useLeaveWarning(open.length > 0);

  return (
    <>
      <PageTitle title={t("upload.title")} />
      <h1>{t("upload.title")}</h1>
      <FileDrop isCompact={rows.length > 0} takesFolders onFiles={(files) => void bring(files)} />
      <ManifestBar onManifest={(file) => void bringManifest(file)} problem={manifests.problem} />
      <UnfinishedNotice unfinished={brought.unfinished} onSent={() => void brought.bringSent()} />
      <FailedFilesNotice queue={queue} />
      <KeptFoldersNotice kept={kept} />
      <LeftOutNotice files={leftOut} onClose={forgetLeftOut} />
      {manifests.manifests.map((manifest) => (
        <ManifestNotice
          key={manifest.id}
          manifest={manifest}
          files={placedFiles(open, queue.files)}
          onClose={() => manifests.forget(manifest.id)}
        />
      ))}
      {rows.length === 0 && <p className="quiet">{t("upload.explained")}</p>}
      {open.length > 1 && (
        <BulkBar openIds={openIds} selectedIds={selectedIds} onSelect={setSelected} dispatch={dispatch} />
      )}
      <div className="draft-cards">
        {rows.map((row) => (
          <DraftCard
            key={row.id}
            row={row}
            files={row.fileIds.flatMap((id) => fileOf.get(id) ?? [])}
            queue={queue}
            dispatch={dispatch}
            isSelected={selectedIds.includes(row.id)}
            onSelect={(isSelected) =>
              setSelected((ids) => (isSelected ? [...ids, row.id] : ids.filter((id) => id !== row.id)))
            }
            onUnpacked={bringUnpacked}
            onRetry={() => void saveAll([row], sharedWith)}
          />
        ))}
      </div>
      {rows.some((row) => row.outcome.status !== "published") && (
        <ShareBar
          me={me}
          campusId={campusId}
          onCampus={setCampusId}
          choices={choices}
          sharedWith={sharedWith}
          onSharedWith={setChosen}
          waitingFor={underWay > 0 ? t("upload.underWay", { count: underWay }) : null}
          isSaving={isSaving}
          onSave={(choice) => void saveAll(rows, choice)}
        />
      )}
    </>
  );
};
