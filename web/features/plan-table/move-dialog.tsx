import { Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ShownPlanRow, TermCalendar } from "../../api/types.ts";
import { Labelled } from "../../components/labelled.tsx";
import { useDayWords } from "../../components/use-day-words.ts";
import { mostWeeks, type Place, placeAfter, placeFirst } from "./row-places.ts";
import { nameOfRow } from "./use-plan-editing.tsx";

interface MoveDialogProps {
  rows: readonly ShownPlanRow[];
  row: ShownPlanRow;
  calendar: TermCalendar | undefined;
  onMove: (place: Place) => void;
  onClose: () => void;
}

const first = "first";

/** To any week, and after any row there. */
export const MoveDialog = ({ rows, row, calendar, onMove, onClose }: MoveDialogProps) => {
  const { t } = useTranslation();
  const words = useDayWords();
  const othersOf = (week: number) => rows.filter(({ id, weeks }) => id !== row.id && weeks.first === week);
  const [week, setWeek] = useState(row.weeks.first);
  const [afterId, setAfterId] = useState(() => othersOf(row.weeks.first).at(-1)?.id ?? first);
  const weekCount = calendar?.weeks.length || mostWeeks;
  const weekOptions = Array.from({ length: Math.max(weekCount, row.weeks.last) }, (_, index) => {
    const days = calendar?.weeks[index];
    const label = t("planTable.weekNumber", { number: index + 1 });
    return { value: index + 1, label: days ? `${label}（${words.span(days.from, days.until)}）` : label };
  });
  const move = () => {
    const target = rows.find(({ id }) => id === afterId);
    onMove(target ? placeAfter(row, target) : placeFirst(row, week));
    onClose();
  };
  return (
    <Modal
      open
      title={t("planTable.moveTitle", { name: nameOfRow(row) })}
      okText={t("planTable.move")}
      onOk={move}
      onCancel={onClose}
    >
      <Labelled label={t("planTable.toWeek")}>
        {(id) => (
          <Select
            id={id}
            className="full-width"
            value={week}
            options={weekOptions}
            onChange={(chosen: number) => {
              setWeek(chosen);
              setAfterId(othersOf(chosen).at(-1)?.id ?? first);
            }}
          />
        )}
      </Labelled>
      <Labelled label={t("planTable.afterRow")}>
        {(id) => (
          <Select
            id={id}
            className="full-width"
            value={afterId}
            onChange={setAfterId}
            options={[
              { value: first, label: t("planTable.firstOfWeek") },
              ...othersOf(week).map((other) => ({ value: other.id, label: nameOfRow(other) })),
            ]}
          />
        )}
      </Labelled>
    </Modal>
  );
};
