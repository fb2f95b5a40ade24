import { useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { problemFrom } from "../../api/problem.ts";
import { QueryState } from "../../components/query-state.tsx";
import { ScrollRegion } from "../../components/scroll-region.tsx";

const mostBytes = 512 * 1024;

/** Chinese text files are UTF-8 or, from older programs, GB18030. */
const decode = (bytes: ArrayBuffer, isCut: boolean): string => {
  try {
    // A cut may fall within a character, which is no sign of another encoding.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: isCut });
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
};

const readText = async (address: string, signal: AbortSignal): Promise<{ text: string; isCut: boolean }> => {
  const response = await fetch(address, { signal, headers: { range: `bytes=0-${mostBytes - 1}` } });
  // An empty file has no range to give.
  if (response.status === 416) return { text: "", isCut: false };
  if (!response.ok) throw problemFrom(response.status, await response.json().catch(() => null));
  const total = Number(response.headers.get("content-range")?.split("/")[1] ?? 0);
  const isCut = total > mostBytes;
  return { text: decode(await response.arrayBuffer(), isCut), isCut };
};

/** A text file as it is, its beginning where it is long. */
export const TextView = ({ address }: { address: string }) => {
  const { t } = useTranslation();
  const content = useQuery({
    queryKey: ["text", address],
    queryFn: ({ signal }) => readText(address, signal),
  });
  return (
    <QueryState query={content}>
      {({ text, isCut }) => (
        <>
          <ScrollRegion className="preview-text" label={t("preview.text")}>
            <pre>{text}</pre>
          </ScrollRegion>
          {isCut && <Alert type="info" title={t("preview.cut")} />}
        </>
      )}
    </QueryState>
  );
};
