import { Button, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { Me } from "../../api/types.ts";
import { unitName } from "../../api/units.ts";
import { SharingSelect } from "../../components/sharing-select.tsx";

interface ShareBarProps {
  me: Me;
  campusId: string;
  onCampus: (id: string) => void;
  choices: string[];
  sharedWith: string;
  onSharedWith: (choice: string) => void;
  /** Why saving has to wait, if it has to. */
  waitingFor: string | null;
  isSaving: boolean;
  onSave: (sharedWith: string | null) => void;
}

/** With whom, at which campus, and the two ways to finish. */
export const ShareBar = (props: ShareBarProps) => {
  const { me, campusId, onCampus, choices, sharedWith, onSharedWith, waitingFor, isSaving, onSave } = props;
  const { t, i18n } = useTranslation();
  const isBlocked = waitingFor !== null || isSaving;
  return (
    <section className="share-bar" aria-label={t("sharing.title")}>
      {me.campuses.length > 1 && (
        <Select
          aria-label={t("field.campus")}
          value={campusId}
          onChange={onCampus}
          options={me.campuses.map((campus) => ({
            value: campus.id,
            label: unitName(campus, i18n.language),
          }))}
        />
      )}
      <SharingSelect choices={choices} value={sharedWith} onChange={onSharedWith} />
      <span className="share-bar-note" role="status">
        {waitingFor}
      </span>
      <Button disabled={isBlocked} onClick={() => onSave(null)}>
        {t("upload.saveDrafts")}
      </Button>
      <Button type="primary" disabled={isBlocked} loading={isSaving} onClick={() => onSave(sharedWith)}>
        {t("upload.publishAll")}
      </Button>
    </section>
  );
};
