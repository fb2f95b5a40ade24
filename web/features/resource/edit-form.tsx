import { Alert, App, Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import type { Resource } from "../../api/types.ts";
import { FieldsForm } from "../../components/fields-form.tsx";
import { fieldsOf, isSameValue } from "../../components/resource-fields.ts";
import { useGuessWords } from "../../components/use-guess-words.ts";
import { useLeaveWarning } from "../../components/use-leave-warning.ts";
import { useProblemText } from "../../components/use-problem-text.ts";
import { DuplicatesNotice } from "./duplicates-notice.tsx";
import { EditedFiles } from "./edited-files.tsx";
import { useEdit } from "./use-edit.ts";
import { useFieldText } from "./use-field-text.ts";

export const EditForm = ({ resource }: { resource: Resource }) => {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const problemText = useProblemText();
  const fieldText = useFieldText();
  const edit = useEdit(resource, () => void message.success(t("edit.saved")));
  useLeaveWarning(edit.hasChanges);
  const address = `/resources/${resource.id}?draft=true`;
  const isComplete = edit.fields.title.trim() !== "" && edit.fields.kind !== "" && !edit.isWaitingForFiles;
  const theirs = fieldsOf(edit.base);
  const guessWords = useGuessWords();
  const guesses = edit.base.guesses.filter(({ field }) => isSameValue(edit.fields[field], theirs[field]));
  return (
    <form
      className="edit-form"
      onSubmit={(event) => {
        event.preventDefault();
        edit.save.mutate();
      }}
    >
      {edit.isOutdated && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={t("edit.outdated")}
          description={t("edit.outdatedHint")}
          action={
            <Button loading={edit.takeTheirs.isPending} onClick={() => edit.takeTheirs.mutate()}>
              {t("edit.takeTheirs")}
            </Button>
          }
        />
      )}
      {edit.save.error && !edit.isOutdated && (
        <Alert type="error" showIcon role="alert" title={problemText(edit.save.error)} />
      )}
      {edit.both.length > 0 && (
        <Alert
          type="info"
          showIcon
          title={t("edit.both")}
          description={
            <ul>
              {edit.both.map((name) => (
                <li key={name}>
                  {t("edit.theirValue", { field: t(`field.${name}`), value: fieldText(name, theirs) })}
                </li>
              ))}
            </ul>
          }
        />
      )}
      <FieldsForm
        value={edit.fields}
        guesses={guessWords(guesses)}
        textbookTitles={edit.textbookTitles}
        onChange={edit.edit}
      />
      <DuplicatesNotice resource={edit.base} />
      <EditedFiles resource={edit.base} files={edit.files} queue={edit.queue} onChange={edit.setFiles} />
      <div className="form-buttons">
        <Button
          type="primary"
          htmlType="submit"
          loading={edit.save.isPending}
          disabled={!edit.hasChanges || !isComplete || edit.isOutdated}
        >
          {t("edit.saveDraft")}
        </Button>
        <Button disabled={edit.hasChanges} onClick={() => void navigate(address)}>
          {t("edit.review")}
        </Button>
        <Link to={address}>{t("action.back")}</Link>
        <span className="quiet" role="status">
          {edit.isWaitingForFiles && t("edit.waitingForFiles")}
        </span>
      </div>
    </form>
  );
};
