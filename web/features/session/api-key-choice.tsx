import { Alert, Checkbox } from "antd";
import { useTranslation } from "react-i18next";
import type { ApiKey } from "../../api/types.ts";
import { formatDay } from "../../locales/format.ts";

interface ApiKeyChoiceProps {
  keys: readonly ApiKey[];
  isRevoking: boolean;
  onChange: (isRevoking: boolean) => void;
}

/** The API keys with which programs act for this person, and whether they are to end too. */
export const ApiKeyChoice = ({ keys, isRevoking, onChange }: ApiKeyChoiceProps) => {
  const { t, i18n } = useTranslation();
  return (
    <Alert
      type="warning"
      title={t("session.apiKeys")}
      description={
        <>
          <ul>
            {keys.map(({ id, name, start, createdAt }) => (
              <li key={id}>
                {name} <code>{start}…</code>{" "}
                <span className="quiet">
                  {t("session.apiKeyFrom", { day: formatDay(createdAt, i18n.language) })}
                </span>
              </li>
            ))}
          </ul>
          <Checkbox checked={isRevoking} onChange={({ target }) => onChange(target.checked)}>
            {t("session.revokeApiKeys")}
          </Checkbox>
        </>
      }
    />
  );
};
