import { Drawer, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../api/session.ts";
import { unitName } from "../../api/units.ts";
import { useApi } from "../../api/use-api.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { Labelled } from "../../components/labelled.tsx";
import { QueryState } from "../../components/query-state.tsx";
import { ClassForm } from "./class-form.tsx";
import { ClassLines } from "./class-lines.tsx";

/** The classes that one teaches; a campus's lead keeps all of the campus here. */
export const ClassDrawer = ({ schoolYear, onClose }: { schoolYear: string; onClose: () => void }) => {
  const { t, i18n } = useTranslation();
  const { data: me } = useMe();
  const campuses = me?.campuses ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const campusId = chosen ?? campuses[0]?.id ?? "";
  const classes = useApi(
    "GET /api/taught-classes",
    { query: { campusId, schoolYear } },
    { enabled: campusId !== "" },
  );
  return (
    <Drawer open title={t("teaching.classes")} onClose={onClose} size="min(480px, 100vw)">
      {campusId === "" ? (
        <EmptyNotice text={t("teaching.noCampus")} />
      ) : (
        <>
          {campuses.length > 1 && (
            <Labelled label={t("teaching.campus")}>
              {(id) => (
                <Select
                  id={id}
                  className="full-width"
                  value={campusId}
                  options={campuses.map((one) => ({ value: one.id, label: unitName(one, i18n.language) }))}
                  onChange={setChosen}
                />
              )}
            </Labelled>
          )}
          <p className="quiet">{t("teaching.schoolYear", { year: schoolYear })}</p>
          <QueryState query={classes}>
            {({ items, staff }) => (
              <>
                <ClassForm
                  key={campusId}
                  campusId={campusId}
                  schoolYear={schoolYear}
                  known={items}
                  staff={staff}
                />
                <ClassLines
                  classes={staff.length > 0 ? items : items.filter(({ can }) => can.tick)}
                  ownId={me?.id ?? ""}
                />
              </>
            )}
          </QueryState>
        </>
      )}
    </Drawer>
  );
};
