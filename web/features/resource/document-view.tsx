import { useTranslation } from "react-i18next";
import type { ResourceFile } from "../../api/types.ts";
import { DocumentState } from "./document-state.tsx";
import { drawDocument } from "./draw-document.ts";
import { useDocument } from "./use-document.ts";

/** A Word document as the browser draws it, in a frame that may neither run nor fetch anything. */
export const DocumentView = ({ resourceId, file }: { resourceId: string; file: ResourceFile }) => {
  const { t } = useTranslation();
  const drawn = useDocument(resourceId, file, drawDocument);
  return (
    <DocumentState query={drawn}>
      {(page) => (
        <>
          <iframe className="preview-document" sandbox="" srcDoc={page} title={file.name} />
          <p className="quiet">{t("preview.drawnHere")}</p>
        </>
      )}
    </DocumentState>
  );
};
