import { Alert, Button, Input } from "antd";
import { useTranslation } from "react-i18next";
import type { RowNote } from "../../api/types.ts";
import { useProblemText } from "../../components/use-problem-text.ts";
import { type NotePlace, useNote } from "./use-note.ts";

/** One's own words about a lesson, written where they are read. */
export const NoteField = ({ about, note, place }: { about: string; note: RowNote; place: NotePlace }) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const { typed, setTyped, theirs, state, error, saveNow, settle } = useNote(note, place);
  return (
    <div className="teaching-note">
      <Input.TextArea
        value={typed}
        autoSize={{ minRows: 1, maxRows: 12 }}
        maxLength={4000}
        variant="filled"
        placeholder={t("teaching.notePlaceholder")}
        aria-label={t("teaching.noteOn", { about })}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={saveNow}
      />
      <span className="quiet teaching-note-state" aria-live="polite">
        {state === "failed" && !theirs ? problemText(error) : ""}
        {state === "saving" && t("teaching.saving")}
        {state === "saved" && typed !== "" && t("teaching.saved")}
      </span>
      {theirs && (
        <Alert
          type="warning"
          title={t("teaching.noteChanged")}
          description={
            <>
              <p className="teaching-theirs">{theirs.text || t("teaching.noteEmpty")}</p>
              <Button size="small" type="primary" onClick={() => settle("mine")}>
                {t("teaching.keepMine")}
              </Button>{" "}
              <Button size="small" onClick={() => settle("theirs")}>
                {t("teaching.takeTheirs")}
              </Button>
            </>
          }
        />
      )}
    </div>
  );
};
