import { Alert, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Labelled } from "../../components/labelled.tsx";
import type { NewPlanProps } from "./blank-plan.tsx";
import type { BroughtFile, BroughtSheet } from "./brought-sheets.ts";
import { SheetReading } from "./sheet-reading.tsx";

/** A file with several sheets, often one for each subject, is read sheet by sheet. */
export const SheetChoice = ({ file, ...props }: NewPlanProps & { file: BroughtFile }) => {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(0);
  const { fileName, sheets, leftOut, hidden } = file;
  return (
    <>
      <p>
        <strong className="file-name">{fileName}</strong>
      </p>
      {leftOut.length > 0 && (
        <Alert
          type="warning"
          title={t("plans.sheetsLeftOut", { count: leftOut.length })}
          description={leftOut.join("、")}
        />
      )}
      {hidden.length > 0 && (
        <Alert
          type="warning"
          title={t("plans.sheetsHidden", { count: hidden.length })}
          description={hidden.join("、")}
        />
      )}
      {sheets.length > 1 && (
        <Labelled label={t("plans.sheet")}>
          {(id) => (
            <Select
              id={id}
              className="full-width"
              value={chosen}
              onChange={setChosen}
              options={sheets.map(({ name }, value) => ({ value, label: name }))}
            />
          )}
        </Labelled>
      )}
      <SheetReading key={chosen} fileName={fileName} sheet={sheets[chosen] as BroughtSheet} {...props} />
    </>
  );
};
