import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Checkbox, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/client.ts";
import type { PublicHolidays } from "../../api/types.ts";
import { useDayWords } from "../../components/use-day-words.ts";
import { useLeaveWarning } from "../../components/use-leave-warning.ts";
import { useProblemText } from "../../components/use-problem-text.ts";
import { HolidayLists } from "./holiday-lists.tsx";

/** A year's public holidays, as the bureau keeps them; its administrator edits them here. */
export const PublicHolidayYear = ({ holidays }: { holidays: PublicHolidays }) => {
  const { t } = useTranslation();
  const words = useDayWords();
  const { year, days, bureau } = holidays;
  return (
    <details className="public-year">
      <summary>
        {t("termCalendar.publicYear", { year })}
        {!days.isAnnounced && `（${t("termCalendar.notAnnouncedShort")}）`}
      </summary>
      {days.note && <p className="quiet">{days.note}</p>}
      {holidays.isOwn && <p className="quiet">{t("termCalendar.editedBy", { bureau: bureau.name })}</p>}
      {holidays.can.edit ? (
        <HolidayForm key={holidays.revision} holidays={holidays} />
      ) : (
        <ul>
          {days.holidays.map(({ name, from, until }) => (
            <li key={from}>
              {name}：{words.span(from, until)}
            </li>
          ))}
          {days.swaps.map(({ on, as }) => (
            <li key={on}>{t("termCalendar.swapLine", { on: words.day(on), as: words.day(as) })}</li>
          ))}
        </ul>
      )}
    </details>
  );
};

const HolidayForm = ({ holidays: { bureau, year, days, revision } }: { holidays: PublicHolidays }) => {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const client = useQueryClient();
  const [draft, setDraft] = useState(days);
  useLeaveWarning(draft !== days);
  const save = useMutation({
    mutationFn: () =>
      call(
        "PUT /api/units/{id}/holidays/{year}",
        { params: { id: bureau.id, year }, body: draft },
        { revision },
      ),
    onSuccess: async () => {
      void message.success(t("termCalendar.publicSaved"));
      await client.invalidateQueries({ queryKey: ["GET /api/units/{id}/holidays/{year}"] });
    },
  });
  return (
    <>
      <HolidayLists days={draft} onChange={(change) => setDraft((current) => ({ ...current, ...change }))} />
      <Checkbox
        checked={draft.isAnnounced}
        onChange={({ target }) => setDraft((current) => ({ ...current, isAnnounced: target.checked }))}
      >
        {t("termCalendar.isAnnounced")}
      </Checkbox>
      <Input
        aria-label={t("termCalendar.note")}
        placeholder={t("termCalendar.note")}
        maxLength={500}
        value={draft.note ?? ""}
        onChange={({ target }) => setDraft((current) => ({ ...current, note: target.value }))}
      />
      {save.error && <Alert type="error" showIcon role="alert" title={problemText(save.error)} />}
      <Button loading={save.isPending} onClick={() => save.mutate()}>
        {t("action.save")}
      </Button>
    </>
  );
};
