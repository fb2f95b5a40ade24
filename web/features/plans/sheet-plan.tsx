import { useMutation } from "@tanstack/react-query";
import { Alert } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FileDrop } from "../../components/file-drop.tsx";
import { useProblemText } from "../../components/use-problem-text.ts";
import type { NewPlanProps } from "./blank-plan.tsx";
import { bringSheets } from "./brought-sheets.ts";
import { SheetChoice } from "./sheet-choice.tsx";

/** A plan made of a spreadsheet that there is already. The file is opened in this browser; only its cells are sent. */
export const SheetPlan = (props: NewPlanProps) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const bring = useMutation({ mutationFn: bringSheets });
  const [fileNumber, setFileNumber] = useState(0);
  const take = ([file]: File[]) => {
    if (!file) return;
    setFileNumber((number) => number + 1);
    bring.mutate(file);
  };
  return (
    <>
      <p className="quiet">{t("plans.sheetHint")}</p>
      <FileDrop isSingle isCompact={bring.data !== undefined} onFiles={take} />
      <div aria-live="polite" aria-busy={bring.isPending}>
        {bring.isPending && <p className="quiet">{t("plans.opening")}</p>}
        {bring.error && <Alert type="error" role="alert" title={problemText(bring.error)} />}
      </div>
      {bring.data && <SheetChoice key={fileNumber} file={bring.data} {...props} />}
    </>
  );
};
