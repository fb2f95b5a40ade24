import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useMe } from "../../api/session.ts";
import { unitName, useUnits } from "../../api/units.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { PageTitle } from "../../components/page-title.tsx";
import { useLabels } from "../../components/use-labels.ts";
import { termOn } from "../../locales/format.ts";
import { DriftBoard } from "./drift-board.tsx";
import "./plan-copies.css";

/** How the campuses of a group follow its plans of a term; both are part of the address. */
export const DriftPage = () => {
  const { t, i18n } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const { label, options } = useLabels();
  const { data: me } = useMe();
  const { data: units } = useUnits();
  const groups = (units?.items ?? []).filter(({ kind }) => kind === "group");
  const own = groups.find(({ id }) => me?.postings.some(({ unit }) => unit.id === id));
  const unitId = address.get("unit") ?? (own ?? groups[0])?.id;
  const term = address.get("term") ?? termOn(new Date());
  const choose = (change: Record<string, string>) =>
    setAddress({ ...(unitId && { unit: unitId }), term, ...change }, { replace: true });
  const known = options("term");
  const terms = known.some(({ value }) => value === term)
    ? known
    : [...known, { value: term, label: label("term", term) }];
  return (
    <>
      <PageTitle title={t("planCopies.boardTitle")} />
      <h1>{t("planCopies.boardTitle")}</h1>
      <div className="drift-choice">
        {groups.length > 1 && (
          <Select
            aria-label={t("planCopies.group")}
            value={unitId ?? null}
            options={groups.map((unit) => ({ value: unit.id, label: unitName(unit, i18n.language) }))}
            onChange={(unit) => choose({ unit })}
          />
        )}
        <Select
          aria-label={t("field.term")}
          value={term}
          options={terms}
          onChange={(next) => choose({ term: next })}
        />
      </div>
      {unitId && <DriftBoard key={`${unitId}/${term}`} unitId={unitId} term={term} />}
      {units && !unitId && <EmptyNotice text={t("planCopies.noCampus")} />}
    </>
  );
};
