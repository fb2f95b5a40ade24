import { DeleteOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ShownPlanLink } from "../../api/types.ts";
import { useApi } from "../../api/use-api.ts";
import { Labelled } from "../../components/labelled.tsx";
import { mostQuestionCharacters } from "../../components/question-length.ts";

interface ResourceLinksProps {
  links: ShownPlanLink[];
  onChange: (links: ShownPlanLink[]) => void;
}

const mostLinks = 20;
const pauseMs = 250;

/** The resources of a lesson: found by what is typed, at the newest version or at one for good. */
export const ResourceLinks = ({ links, onChange }: ResourceLinksProps) => {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const [question, setQuestion] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setQuestion(typed.trim().slice(0, mostQuestionCharacters)), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const found = useApi(
    "GET /api/search",
    { query: { q: question, limit: 8 } },
    { enabled: question !== "", keepPrevious: true },
  );
  const known = new Set(links.map(({ resourceId }) => resourceId));
  const hits = question === "" ? [] : (found.data?.hits ?? []);
  const options = hits
    .filter(({ resource }) => !known.has(resource.id))
    .map(({ resource }) => ({ value: resource.id, label: resource.title }));
  const add = (resourceId: string) => {
    const title = hits.find(({ resource }) => resource.id === resourceId)?.resource.title ?? null;
    onChange([...links, { resourceId, versionNumber: null, title }]);
    setTyped("");
  };
  return (
    <div className="labelled is-wide">
      <Labelled label={t("planTable.column.links")} hint={t("planTable.linksHint")}>
        {(id) => (
          <Select<string | null>
            id={id}
            className="full-width"
            value={null}
            disabled={links.length >= mostLinks}
            placeholder={t("planTable.findResource")}
            options={options}
            showSearch={{ searchValue: typed, onSearch: setTyped, filterOption: false }}
            notFoundContent={
              question === "" ? null : found.isFetching ? t("state.loading") : t("planTable.nothingFound")
            }
            onChange={(resourceId) => resourceId && add(resourceId)}
          />
        )}
      </Labelled>
      <ul className="edited-links">
        {links.map((link, index) => (
          <li key={`${link.resourceId} ${link.versionNumber}`}>
            <span>{link.title ?? <span className="quiet">{t("planTable.unseenLink")}</span>}</span>
            {link.title !== null && (
              <VersionSelect
                link={link}
                onChange={(versionNumber) => onChange(links.with(index, { ...link, versionNumber }))}
              />
            )}
            <Button
              type="text"
              icon={<DeleteOutlined aria-hidden />}
              aria-label={t("planTable.removeLink", { title: link.title ?? "" })}
              onClick={() => onChange(links.toSpliced(index, 1))}
            />
          </li>
        ))}
      </ul>
    </div>
  );
};

interface VersionSelectProps {
  link: ShownPlanLink;
  onChange: (versionNumber: number | null) => void;
}

const newest = 0;

const VersionSelect = ({ link, onChange }: VersionSelectProps) => {
  const { t } = useTranslation();
  const [isOpened, setIsOpened] = useState(false);
  const versions = useApi(
    "GET /api/resources/{id}/versions",
    { params: { id: link.resourceId } },
    { enabled: isOpened },
  );
  const numbers = new Set((versions.data?.items ?? []).map(({ number }) => number));
  if (link.versionNumber !== null) numbers.add(link.versionNumber);
  return (
    <Select
      aria-label={t("planTable.versionOf", { title: link.title ?? "" })}
      value={link.versionNumber ?? newest}
      popupMatchSelectWidth={false}
      onOpenChange={(isOpen) => isOpen && setIsOpened(true)}
      onChange={(number: number) => onChange(number === newest ? null : number)}
      options={[
        { value: newest, label: t("planTable.newestVersion") },
        ...[...numbers]
          .sort((one, other) => other - one)
          .map((number) => ({ value: number, label: t("planTable.versionNumber", { number }) })),
      ]}
    />
  );
};
