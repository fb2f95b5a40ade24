import { Alert, Button } from "antd";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Plan, PlanPullPreview } from "../../api/types.ts";
import { changedHeading, HeadingChange } from "../../components/heading-change.tsx";
import { RowTitles, titlesById } from "../../components/row-titles.ts";
import { useLeaveWarning } from "../../components/use-leave-warning.ts";
import { useProblemText } from "../../components/use-problem-text.ts";
import { ChangeSection } from "./change-section.tsx";
import { ConflictChoice } from "./conflict-choice.tsx";
import { OwnDifferences } from "./own-differences.tsx";
import { type Choices, chooseAll, countChanges, countRows, keyOf, openConflicts } from "./pull-choices.ts";
import { RevisionNotes } from "./revision-notes.tsx";
import { SettleTogether } from "./settle-together.tsx";
import { type Pulled, usePull } from "./use-pull.ts";

interface PullMergeProps {
  plan: Plan;
  preview: PlanPullPreview;
  onDone: (done: Pulled) => void;
}

/** What taking the upstream's last revision would change; nothing is applied until it is confirmed. */
export const PullMerge = ({ plan, preview, onDone }: PullMergeProps) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const titles = useMemo(() => titlesById(preview), [preview]);
  const list = useRef<HTMLDivElement>(null);
  const [choices, setChoices] = useState<Choices>({});
  const { pull, refused, error } = usePull(plan.id, preview, choices, onDone);
  useLeaveWarning(Object.keys(choices).length > 0 && !pull.isSuccess);
  const { changes, conflicts, from, to } = preview;
  const rows = new Map(plan.rows.map((row) => [row.id, row]));
  const corrections = new Set(preview.corrections);
  const [important, others] = [true, false].map((is) =>
    changes.filter(({ rowId }) => corrections.has(rowId) === is),
  ) as [typeof changes, typeof changes];
  const open = openConflicts(conflicts, choices);
  const first = conflicts.filter(({ rowId }) => corrections.has(rowId));
  const inOrder = [...first, ...conflicts.filter((conflict) => !first.includes(conflict))];
  const rowCount = countRows(preview, choices);
  const isTooLong = rowCount > preview.mostRows && rowCount > plan.rows.length;
  const goToOpen = () => {
    const next = inOrder.find((conflict) => !(keyOf(conflict) in choices));
    if (next) list.current?.querySelector<HTMLElement>(`[data-conflict="${keyOf(next)}"] input`)?.focus();
  };
  return (
    <div className="pull-merge" ref={list}>
      {refused && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={t(to > refused.to ? "planCopies.newerPublished" : "planCopies.copyChanged", { to })}
          description={t("planCopies.lookAgain")}
        />
      )}
      {error && <Alert type="error" showIcon role="alert" title={problemText(error)} />}
      {isTooLong && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={t("planCopies.tooManyRows", { rows: rowCount, most: preview.mostRows })}
        />
      )}
      <p className="pull-summary">
        {t("planCopies.summary", { from, to, ...countChanges(changes), conflicts: conflicts.length })}
      </p>
      <RevisionNotes revisions={preview.revisions} />
      <RowTitles value={titles}>
        {changedHeading(preview.heading).length > 0 && (
          <ChangeSection title={t("planCopies.heading")} changes={[]} rows={rows}>
            <HeadingChange {...preview.heading} />
          </ChangeSection>
        )}
        <ChangeSection
          title={t("planCopies.corrections")}
          changes={important}
          rows={rows}
          corrections={corrections}
        />
        {conflicts.length > 0 && (
          <ChangeSection
            title={t("planCopies.conflicts", { count: conflicts.length })}
            hint={t("planCopies.conflictsHint")}
            changes={[]}
            rows={rows}
          >
            <SettleTogether
              conflicts={conflicts}
              onSettle={(some, side) => setChoices((current) => chooseAll(current, some, side))}
            />
            {inOrder.map((conflict) => (
              <ConflictChoice
                key={keyOf(conflict)}
                conflict={conflict}
                row={rows.get(conflict.rowId)}
                isCorrection={corrections.has(conflict.rowId)}
                taken={choices[keyOf(conflict)]}
                onTake={(side) => setChoices((current) => chooseAll(current, [conflict], side))}
              />
            ))}
          </ChangeSection>
        )}
        <ChangeSection title={t("planCopies.changes", { to })} changes={others} rows={rows} />
      </RowTitles>
      <OwnDifferences plan={plan} conflicts={conflicts} title={t("planCopies.stays")} />
      <div className="pull-bar">
        <span role="status">
          {open.length > 0 ? t("planCopies.stillOpen", { count: open.length }) : t("planCopies.ready")}
        </span>
        {open.length > 0 && <Button onClick={goToOpen}>{t("planCopies.nextOpen")}</Button>}
        <Button
          type="primary"
          loading={pull.isPending}
          disabled={open.length > 0 || isTooLong || !plan.can.pull}
          onClick={() => pull.mutate()}
        >
          {t("planCopies.confirm", { to })}
        </Button>
        {!plan.can.pull && <span className="quiet">{t("planCopies.leadConfirms")}</span>}
      </div>
    </div>
  );
};
