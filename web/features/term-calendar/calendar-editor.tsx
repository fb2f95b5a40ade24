import { Alert, App, Button } from "antd";
import { useTranslation } from "react-i18next";
import type { PublicHolidays, TermCalendar } from "../../api/types.ts";
import { useLeaveWarning } from "../../components/use-leave-warning.ts";
import { useProblemText } from "../../components/use-problem-text.ts";
import { RulesForm } from "./rules-form.tsx";
import { ShiftList } from "./shift-list.tsx";
import { TermMonths } from "./term-months.tsx";
import { useCalendarEdit } from "./use-calendar-edit.ts";

interface CalendarEditorProps {
  calendar: TermCalendar;
  publicHolidays: PublicHolidays[];
}

/** Edits a calendar. What the edit shifts is shown as it is made; it holds once it is applied. */
export const CalendarEditor = ({ calendar, publicHolidays }: CalendarEditorProps) => {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const edit = useCalendarEdit(
    calendar,
    publicHolidays.map(({ days }) => days),
    () => void message.success(t("termCalendar.applied")),
  );
  const { draft, group, preview, save } = edit;
  useLeaveWarning(edit.hasTyped);
  const problem =
    (save.error && !edit.isOutdated && save.error) || (edit.hasChanges && preview.error) || null;
  const shown = edit.hasChanges ? preview.data : undefined;
  return (
    <>
      {edit.isNew && <Alert className="form-alert" type="info" showIcon title={t("termCalendar.proposed")} />}
      {publicHolidays.some(({ days }) => !days.isAnnounced) && (
        <Alert className="form-alert" type="warning" showIcon title={t("termCalendar.notAnnounced")} />
      )}
      <RulesForm rules={draft} group={group} onChange={edit.edit} />
      {!group && edit.missingPublic > 0 && (
        <Alert
          type="info"
          showIcon
          title={t("termCalendar.missingPublic", { count: edit.missingPublic })}
          action={<Button onClick={edit.addPublicHolidays}>{t("termCalendar.addPublic")}</Button>}
        />
      )}
      {edit.isOutdated && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={t("termCalendar.outdated")}
          action={<Button onClick={edit.discard}>{t("termCalendar.takeTheirs")}</Button>}
        />
      )}
      {problem && <Alert type="error" showIcon role="alert" title={problemText(problem)} />}
      {shown && <ShiftList preview={shown} />}
      <p className="calendar-buttons">
        <Button
          type="primary"
          disabled={!edit.hasChanges || !edit.hasDays || preview.isFetching || Boolean(preview.error)}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {t("termCalendar.apply")}
        </Button>
        {edit.hasChanges && !edit.isNew && (
          <Button onClick={edit.discard}>{t("termCalendar.discard")}</Button>
        )}
      </p>
      <TermMonths
        weeks={shown?.weeks ?? calendar.weeks}
        holidays={[...(group?.holidays ?? []), ...draft.holidays]}
      />
    </>
  );
};
