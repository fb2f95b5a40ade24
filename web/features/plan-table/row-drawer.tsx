import { App, Button, Checkbox, Drawer, Input, InputNumber } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Plan, ShownPlanLink, ShownPlanRow } from "../../api/types.ts";
import { Labelled } from "../../components/labelled.tsx";
import { TextbookCascader } from "../../components/textbook-cascader.tsx";
import { mostCharacters } from "./columns.ts";
import { ResourceLinks } from "./resource-links.tsx";
import { mostWeeks } from "./row-places.ts";
import type { RowPatch } from "./row-saver.ts";

interface RowDrawerProps {
  plan: Plan;
  row: ShownPlanRow;
  onDirty: (isDirty: boolean) => void;
  onSave: (base: ShownPlanRow, patch: RowPatch) => void;
  onClose: () => void;
}

const texts = ["unit", "lesson", "content", "homework", "equipment", "notes"] as const;

const bare = ({ resourceId, versionNumber }: ShownPlanLink) => ({ resourceId, versionNumber });

/** The whole row: its weeks, its place in the textbook, its resources, and all texts as on a telephone they fit. */
export const RowDrawer = ({ plan, row, onDirty, onSave, onClose }: RowDrawerProps) => {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const [base] = useState(row);
  const [patch, setPatch] = useState<RowPatch>({});
  const [links, setLinks] = useState(base.links);
  const [titles, setTitles] = useState<string[]>([]);
  const now = { ...base, ...(patch as Partial<ShownPlanRow>) };
  const change = (next: RowPatch) => setPatch((known) => ({ ...known, ...next }));
  const hasChanges = Object.keys(patch).length > 0;
  useEffect(() => {
    onDirty(hasChanges);
    return () => onDirty(false);
  }, [hasChanges, onDirty]);
  const setWeek = (side: "first" | "last", week: number | null) => {
    if (week === null) return;
    const weeks = { ...now.weeks, [side]: week };
    change({
      weeks:
        side === "first"
          ? { first: week, last: Math.max(week, weeks.last) }
          : { first: Math.min(week, weeks.first), last: week },
    });
  };
  const save = () => {
    if (hasChanges) onSave(base, patch);
    onClose();
  };
  const close = () => {
    if (!hasChanges) return onClose();
    modal.confirm({
      title: t("leave.title"),
      content: t("leave.text"),
      okText: t("leave.leave"),
      cancelText: t("leave.stay"),
      okButtonProps: { danger: true },
      onOk: onClose,
    });
  };
  return (
    <Drawer
      open
      size={520}
      title={t("planTable.editRow")}
      onClose={close}
      footer={
        <Button type="primary" disabled={!hasChanges} onClick={save}>
          {t("action.save")}
        </Button>
      }
    >
      <div className="fields-form">
        {(["first", "last"] as const).map((side) => (
          <Labelled key={side} label={t(`planTable.${side}Week`)}>
            {(id) => (
              <InputNumber
                id={id}
                className="full-width"
                min={1}
                max={mostWeeks}
                value={now.weeks[side]}
                onChange={(week) => setWeek(side, week)}
              />
            )}
          </Labelled>
        ))}
        <Labelled label={t("planTable.column.periods")}>
          {(id) => (
            <InputNumber
              id={id}
              className="full-width"
              min={0}
              max={60}
              value={now.periods}
              onChange={(periods) => change({ periods: periods ?? 0 })}
            />
          )}
        </Labelled>
        <Labelled label={t("field.textbookNodeId")} isWide>
          {(id) => (
            <TextbookCascader
              id={id}
              value={now.textbookNodeId ?? null}
              titles={titles}
              within={{
                subject: plan.subject,
                edition: plan.edition,
                grade: plan.grade,
                volume: plan.volume,
              }}
              onChange={(node, path) => {
                setTitles(path);
                const [, unit, lesson] = path;
                change({
                  textbookNodeId: node?.id ?? null,
                  ...(unit && { unit }),
                  ...(lesson && { lesson }),
                });
              }}
            />
          )}
        </Labelled>
        {texts.map((field) => (
          <Labelled key={field} label={t(`planTable.column.${field}`)} isWide>
            {(id) => (
              <Input.TextArea
                id={id}
                autoSize={{ minRows: 1, maxRows: 8 }}
                maxLength={mostCharacters[field]}
                value={now[field]}
                onChange={({ target }) => change({ [field]: target.value })}
              />
            )}
          </Labelled>
        ))}
        <ResourceLinks
          links={links}
          onChange={(next) => {
            setLinks(next);
            change({ links: next.map(bare) });
          }}
        />
        <Checkbox
          className="is-wide"
          checked={now.isCorrection}
          onChange={({ target }) => change({ isCorrection: target.checked })}
        >
          {t("planTable.markCorrection")}
        </Checkbox>
      </div>
    </Drawer>
  );
};
