import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** A port that nothing answers on: whatever asks for the network in spite of all is sent here. */
const nowhere = { host: "127.0.0.1", port: 9 };

/**
 * Settings by group, as LibreOffice's registry names them. No macro runs; links to images, sections, other sheets and
 * templates are neither updated nor read, whether they point to the network or to files of this machine; formulas keep
 * the value that they were saved with, so that none that fetches is evaluated.
 */
const settings: Record<string, Record<string, string | number | boolean>> = {
  "org.openoffice.Office.Common/Security/Scripting": {
    MacroSecurityLevel: 3,
    DisableMacrosExecution: true,
    BlockUntrustedRefererLinks: true,
    CheckDocumentEvents: true,
    DisableActiveContent: true,
  },
  "org.openoffice.Office.Writer/Content/Update": { Link: 0 },
  "org.openoffice.Office.Calc/Content/Update": { Link: 1 },
  "org.openoffice.Office.Calc/Formula/Load": { OOXMLRecalcMode: 1, ODFRecalcMode: 1 },
  "org.openoffice.Office.Java/VirtualMachine": { Enable: false },
  "org.openoffice.Office.Common/Misc": { UseLocking: false },
  "org.openoffice.Inet/Settings": {
    ooInetProxyType: 2,
    ooInetNoProxy: "",
    ...Object.fromEntries(
      ["HTTP", "HTTPS", "FTP"].flatMap((protocol) => [
        [`ooInet${protocol}ProxyName`, nowhere.host],
        [`ooInet${protocol}ProxyPort`, nowhere.port],
      ]),
    ),
  },
};

function registryXml(): string {
  const items = Object.entries(settings).flatMap(([group, values]) =>
    Object.entries(values).map(
      ([name, value]) =>
        `<item oor:path="/${group}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`,
    ),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
${items.join("\n")}
</oor:items>
`;
}

export interface OfficeProfile {
  readonly folder: string;
  /** The folder as LibreOffice's option wants it. */
  readonly address: string;
  /** Keeps the sweep of old temporary files away for a day; false where it is gone already. */
  touch(): Promise<boolean>;
  remove(): Promise<void>;
}

/** A fresh profile folder of this process alone: two of them in one profile would wait for each other. */
export async function createOfficeProfile(): Promise<OfficeProfile> {
  const folder = await mkdtemp(join(tmpdir(), "campus-commons-office-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await mkdir(join(folder, "user"));
    await writeFile(join(folder, "user", "registrymodifications.xcu"), registryXml());
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    folder,
    address: pathToFileURL(folder).href,
    touch: () =>
      utimes(folder, new Date(), new Date()).then(
        () => true,
        () => false,
      ),
    remove,
  };
}
