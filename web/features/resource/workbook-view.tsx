import { Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ResourceFile } from "../../api/types.ts";
import { EmptyNotice } from "../../components/empty-notice.tsx";
import { readWorkbook, type Workbook } from "../../components/read-workbook.ts";
import { DocumentState } from "./document-state.tsx";
import { SheetTable } from "./sheet-table.tsx";
import { useDocument } from "./use-document.ts";

const Sheets = ({ sheets }: Pick<Workbook, "sheets">) => {
  const { t } = useTranslation();
  const [place, setPlace] = useState(0);
  const sheet = sheets[place];
  return (
    <>
      {sheets.length > 1 && (
        <div className="sheet-names">
          <Segmented<number>
            value={place}
            onChange={setPlace}
            options={sheets.map(({ name }, index) => ({ value: index, label: name }))}
            aria-label={t("preview.sheets")}
          />
        </div>
      )}
      {sheet && (sheet.rows.length > 0 || sheet.isCut) ? (
        <SheetTable key={place} sheet={sheet} />
      ) : (
        <EmptyNotice text={t("preview.emptySheet")} />
      )}
    </>
  );
};

/** A workbook's sheets as tables, read by the browser. */
export const WorkbookView = ({ resourceId, file }: { resourceId: string; file: ResourceFile }) => {
  const workbook = useDocument(resourceId, file, readWorkbook);
  return <DocumentState query={workbook}>{({ sheets }) => <Sheets sheets={sheets} />}</DocumentState>;
};
