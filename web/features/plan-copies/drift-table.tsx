import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { CampusDrift, UnitReference } from "../../api/types.ts";
import { unitName } from "../../api/units.ts";
import { ScrollRegion } from "../../components/scroll-region.tsx";
import { DriftCell } from "./drift-cell.tsx";

interface DriftTableProps {
  caption: string;
  campuses: UnitReference[];
  columns: { id: string; head: ReactNode }[];
  driftOf: (campusId: string, planId: string) => Omit<CampusDrift, "campus"> | undefined;
}

/** Campuses beside plans. A plain table: hundreds of cells appear at once. */
export const DriftTable = ({ caption, campuses, columns, driftOf }: DriftTableProps) => {
  const { t, i18n } = useTranslation();
  return (
    <ScrollRegion className="drift-scroll" label={caption}>
      <table className="drift-table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t("field.campus")}</th>
            {columns.map(({ id, head }) => (
              <th key={id} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {campuses.map((campus) => (
            <tr key={campus.id}>
              <th scope="row">{unitName(campus, i18n.language)}</th>
              {columns.map(({ id }) => (
                <td key={id}>
                  <DriftCell drift={driftOf(campus.id, id)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
};
