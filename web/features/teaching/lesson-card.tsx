import { CheckCircleFilled, CheckOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { TaughtCourse, TeachingRow } from "../../api/types.ts";
import { RowLinks } from "../../components/row-links.tsx";
import { NoteField } from "./note-field.tsx";
import { useDays } from "./use-days.ts";
import { tickDay, useTick } from "./use-week.ts";

interface LessonCardProps {
  row: TeachingRow;
  course: TaughtCourse;
  today: string;
  on: string | null;
}

const facts = ["unit", "content", "homework", "equipment", "notes"] as const;

/** What is taught, with its resources, a button for each class, and the own note. */
export const LessonCard = ({ row, course, today, on }: LessonCardProps) => {
  const { t } = useTranslation();
  const { dayWords } = useDays();
  const { mutate } = useTick(on);
  const name = row.lesson || row.content || row.unit || t("teaching.noLesson");
  const [first] = course.classes;
  return (
    <article className="lesson-card">
      <h3>
        {name} <span className="quiet">{t("teaching.periods", { count: row.periods })}</span>
      </h3>
      <dl>
        {facts
          .filter((field) => row[field] !== "" && row[field] !== name)
          .map((field) => (
            <div key={field}>
              <dt>{t(`planTable.column.${field}`)}</dt>
              <dd>{row[field]}</dd>
            </div>
          ))}
      </dl>
      <RowLinks links={row.links} t={t} />
      <div className="lesson-ticks">
        {course.classes.map(({ id, name: className }) => {
          const tick = row.taught.find(({ classId }) => classId === id);
          const label = tick
            ? t("teaching.taughtOn", { name: className, day: dayWords(tick.taughtOn) })
            : t("teaching.tick", { name: className });
          const taughtOn = tick ? null : tickDay(today, course);
          return (
            <Button
              key={id}
              type={tick ? "primary" : "default"}
              aria-pressed={tick !== undefined}
              aria-label={`${name} ${label}`}
              icon={tick ? <CheckCircleFilled aria-hidden /> : <CheckOutlined aria-hidden />}
              onClick={() => mutate({ classId: id, rowId: row.id, taughtOn })}
            >
              {label}
            </Button>
          );
        })}
      </div>
      {first && <NoteField about={name} note={row.note} place={{ classId: first.id, rowId: row.id, on }} />}
    </article>
  );
};
