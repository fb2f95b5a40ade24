import { Button, Progress } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Unpacking, Upload } from "../../api/types.ts";
import { useProblemText } from "../../components/use-problem-text.ts";
import { type UnpackProgress, unpackArchive } from "./unpack-archive.ts";
import { useRefusalWords } from "./use-refusal-words.ts";

interface UnpackButtonProps {
  upload: Upload;
  /** Told also what came out before it failed. */
  onUnpacked: (files: Unpacking["files"], isWhole: boolean) => void;
}

/** Makes drafts of what is in an uploaded zip file; until it is pressed the zip file is a file like any other. */
export const UnpackButton = ({ upload, onUnpacked }: UnpackButtonProps) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const refusalWords = useRefusalWords();
  const [progress, setProgress] = useState<UnpackProgress | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const working = useRef<AbortController | null>(null);
  useEffect(() => () => working.current?.abort(), []);

  const unpack = async () => {
    const controller = new AbortController();
    working.current = controller;
    setProblem(null);
    setProgress({ known: 0, total: null });
    try {
      const { files, failure } = await unpackArchive(upload.id, setProgress, controller.signal);
      if (failure !== null) {
        const count = files.filter(({ upload }) => upload !== null).length;
        const reason = refusalWords(failure);
        setProblem(t(count > 0 ? "unpack.endedEarly" : "unpack.failed", { reason, count }));
      }
      onUnpacked(files, failure === null);
    } catch (error) {
      if (!controller.signal.aborted) setProblem(problemText(error));
    }
    if (!controller.signal.aborted) setProgress(null);
  };

  return (
    <div className="unpack">
      {progress ? (
        <p role="status">
          {progress.total === null
            ? t("unpack.reading")
            : t("unpack.progress", { known: progress.known, total: progress.total })}
          <Progress
            size="small"
            showInfo={false}
            percent={progress.total ? Math.min(100, (progress.known / progress.total) * 100) : 0}
            aria-label={t("unpack.reading")}
          />
        </p>
      ) : (
        <Button size="small" onClick={() => void unpack()}>
          {t("unpack.start")}
        </Button>
      )}
      {problem && (
        <p className="file-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
};
