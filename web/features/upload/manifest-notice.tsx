import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import type { ManifestProblem } from "../../api/types.ts";
import type { PlacedFile } from "./use-draft-rows.ts";
import type { FollowedManifest } from "./use-manifests.ts";

/** How many of each kind are named; the rest is a number. */
const mostNamed = 8;

const Few = ({ title, lines }: { title: string; lines: string[] }) => {
  const { t } = useTranslation();
  if (lines.length === 0) return null;
  const more = lines.length - mostNamed;
  return (
    <>
      <p className="manifest-part">{title}</p>
      <ul className="left-out">
        {lines.slice(0, mostNamed).map((line) => (
          <li key={line}>{line}</li>
        ))}
        {more > 0 && <li>{t("manifest.more", { count: more })}</li>}
      </ul>
    </>
  );
};

interface ManifestNoticeProps {
  manifest: FollowedManifest;
  /** All files that a list may describe. */
  files: PlacedFile[];
  onClose: () => void;
}

/** What was understood of a filled list: which fields it set, and which rows, files and words did not come together. */
export const ManifestNotice = ({ manifest, files, onClose }: ManifestNoticeProps) => {
  const { t, i18n } = useTranslation();
  const { name, understood, problems, rowOf } = manifest;
  const used = new Set(rowOf.values());
  const followed = understood.filter(({ number }) => used.has(number));
  const counts = new Map<keyof (typeof understood)[number]["fields"], number>();
  for (const { fields } of followed)
    for (const field of Object.keys(fields) as (keyof typeof fields)[])
      counts.set(field, (counts.get(field) ?? 0) + 1);
  const set = [...counts].map(([field, count]) => `${t(`field.${field}`)} ${count}`);
  const withoutFile = understood.filter(({ number }) => !used.has(number));
  const withoutRow = files.filter(({ id }) => !rowOf.has(id));
  const wordsOf = ({ number, code, field, words }: ManifestProblem) => {
    const inField = field === "file" ? t("manifest.file") : t(`field.${field}`);
    return t(`manifest.problem.${code}`, { number, field: inField, words });
  };
  const isFine = withoutFile.length + withoutRow.length + problems.length === 0;
  return (
    <Alert
      className="manifest-notice"
      type={isFine ? "success" : "warning"}
      showIcon
      role="status"
      closable={{ onClose, "aria-label": t("action.close") }}
      title={t("manifest.followed", { name, count: rowOf.size })}
      description={
        <>
          {set.length > 0 && (
            <p className="manifest-part">
              {t("manifest.set", { fields: new Intl.ListFormat(i18n.language).format(set) })}
            </p>
          )}
          <Few title={t("manifest.notUnderstood")} lines={problems.map(wordsOf)} />
          <Few
            title={t("manifest.withoutFile")}
            lines={withoutFile.map(({ number, file }) => t("manifest.row", { number, file }))}
          />
          <Few title={t("manifest.withoutRow")} lines={withoutRow.map(({ path }) => path)} />
        </>
      }
    />
  );
};
