/** Why a file that lies in a folder or an archive is none that a teacher put there. */
export type LeftOutReason = "hidden" | "system" | "lock-file";

const systemFolders = /^(?:__macosx|\$recycle\.bin|system volume information|lost\+found)$/i;
const systemNames = /^(?:thumbs\.db|ehthumbs\.db|desktop\.ini|icon\r|autorun\.inf)$/i;
/** Office, WPS and LibreOffice leave these beside an open document, and behind where they crashed. */
const lockNames = /^(?:~\$.*|\.~.*|~wr[a-z]\d+\.tmp|\.~lock\..*#)$/i;

/** Whether the file at this path (folders parted by "/") is the system's or an office program's own, and not a teacher's. */
export const leftOutReason = (path: string): LeftOutReason | null => {
  const parts = path.split("/");
  const name = parts.at(-1) ?? "";
  if (lockNames.test(name)) return "lock-file";
  if (systemNames.test(name) || parts.slice(0, -1).some((folder) => systemFolders.test(folder)))
    return "system";
  return parts.some((part) => part.startsWith(".")) ? "hidden" : null;
};
