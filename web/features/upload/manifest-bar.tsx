import { Button } from "antd";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../../components/use-problem-text.ts";

interface ManifestBarProps {
  onManifest: (file: File) => void;
  /** Why the last list could not be followed, or null. */
  problem: unknown;
}

/** Offers a list to fill in that describes many files, and takes the filled one. */
export const ManifestBar = ({ onManifest, problem }: ManifestBarProps) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="manifest-bar">
      <p className="quiet">
        {t("manifest.explained")}{" "}
        <a href="/api/import-manifest" download>
          {t("manifest.template")}
        </a>
        <Button type="link" size="small" onClick={() => input.current?.click()}>
          {t("manifest.choose")}
        </Button>
      </p>
      <input
        ref={input}
        type="file"
        accept=".xlsx"
        hidden
        data-testid="manifest-input"
        aria-label={t("manifest.choose")}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) onManifest(file);
          event.target.value = "";
        }}
      />
      {problem !== null && (
        <p className="file-problem" role="alert">
          {problemText(problem)}
        </p>
      )}
    </div>
  );
};
