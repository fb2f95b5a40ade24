import { Button, Drawer, Spin } from "antd";
import { useTranslation } from "react-i18next";
import { useApi } from "../../api/use-api.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { formatInstant } from "../../locales/format.ts";
import { nameOfRow, usePlanEditing } from "./use-plan-editing.tsx";

/** The rows that were dropped, with the way back. */
export const DroppedDrawer = ({ planId, onClose }: { planId: string; onClose: () => void }) => {
  const { t, i18n } = useTranslation();
  const editing = usePlanEditing();
  const dropped = useApi("GET /api/plans/{id}/dropped-rows", { params: { id: planId } }, { staleTime: 0 });
  const restore = async (rowId: string) => {
    if (await editing?.restore(rowId)) void dropped.refetch();
  };
  return (
    <Drawer open title={t("planTable.droppedRows")} onClose={onClose}>
      <QueryState query={dropped} waiting={<Spin />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNotice text={t("planTable.nothingDropped")} />
          ) : (
            <ul className="dropped-rows">
              {items.map(({ row, droppedAt, by }) => (
                <li key={row.id}>
                  <div>
                    <strong>{nameOfRow(row)}</strong> {t("planTable.weekNumber", { number: row.weeks.first })}
                    <span className="quiet">
                      {by.name} · {formatInstant(droppedAt, i18n.language)}
                    </span>
                    {row.reason && (
                      <span className="quiet">{t("planTable.reason", { reason: row.reason })}</span>
                    )}
                  </div>
                  <Button
                    aria-label={t("planTable.restoreRow", { name: nameOfRow(row) })}
                    onClick={() => void restore(row.id)}
                  >
                    {t("planTable.restore")}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </QueryState>
    </Drawer>
  );
};
