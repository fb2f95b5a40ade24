import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { call, type Inputs } from "../../api/client.ts";
import type { MyTeachingWeek, RowNote, TaughtCourse, TeachingRow } from "../../api/types.ts";
import { useApi } from "../../api/use-api.ts";
import { useProblemText } from "../../components/use-problem-text.ts";

const operation = "GET /api/teaching-week";
/** The week of a day; of today where none is named. */
const inputsOf = (on: string | null): Inputs<typeof operation> => ({ query: on === null ? {} : { on } });

export const useWeek = (on: string | null) => useApi(operation, inputsOf(on));

export const fetchWeek = (on: string | null): Promise<MyTeachingWeek> => call(operation, inputsOf(on));

/** Makes every week and the progress ask again. */
export const useRefreshTeaching = () => {
  const client = useQueryClient();
  return () =>
    client.invalidateQueries({
      predicate: ({ queryKey: [asked] }) =>
        typeof asked === "string" && /^GET \/api\/(teaching|taught)/.test(asked),
    });
};

const withRow = (week: MyTeachingWeek, rowId: string, change: (row: TeachingRow) => TeachingRow) => ({
  ...week,
  courses: week.courses.map((course) => ({
    ...course,
    rows: course.rows.map((row) => (row.id === rowId ? change(row) : row)),
  })),
});

/** Puts a note that was saved into the week that is shown, so that it is not asked for anew. */
export const useKeepNote = (on: string | null) => {
  const client = useQueryClient();
  return (rowId: string, note: RowNote) =>
    client.setQueryData<MyTeachingWeek>(
      [operation, inputsOf(on)],
      (week) => week && withRow(week, rowId, (row) => ({ ...row, note })),
    );
};

export interface TickChange {
  classId: string;
  rowId: string;
  /** Null takes the tick back. */
  taughtOn: string | null;
}

/** Ticks at once and tells the server; what it refuses is taken back. */
export const useTick = (on: string | null) => {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const client = useQueryClient();
  const refresh = useRefreshTeaching();
  const key = [operation, inputsOf(on)];
  return useMutation({
    mutationFn: async ({ classId, rowId, taughtOn }: TickChange): Promise<void> => {
      const params = { id: classId, rowId };
      if (taughtOn === null) await call("DELETE /api/taught-classes/{id}/rows/{rowId}/taught", { params });
      else await call("PUT /api/taught-classes/{id}/rows/{rowId}/taught", { params, body: { taughtOn } });
    },
    onMutate: async ({ classId, rowId, taughtOn }) => {
      await client.cancelQueries({ queryKey: [operation] });
      const before = client.getQueryData<MyTeachingWeek>(key);
      if (before)
        client.setQueryData(
          key,
          withRow(before, rowId, (row) => ({
            ...row,
            taught: [
              ...row.taught.filter((one) => one.classId !== classId),
              ...(taughtOn === null ? [] : [{ classId, taughtOn }]),
            ],
          })),
        );
      return { before };
    },
    onError: (error, _change, kept) => {
      client.setQueryData(key, kept?.before);
      void message.error(`${t("teaching.tickFailed")} ${problemText(error)}`);
    },
    onSettled: refresh,
  });
};

/** The day that a tick means: today, or the last day of a week that is over. */
export const tickDay = (today: string, { week }: Pick<TaughtCourse, "week">): string =>
  week && week.until < today ? week.until : today;
