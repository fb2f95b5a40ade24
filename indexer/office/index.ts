/** Office documents turned into other formats, by LibreOffice on this machine or by a Gotenberg service. */
import type { Config } from "../../server/config.ts";
import { GotenbergConverter } from "./gotenberg-converter.ts";
import {
  defaultOfficeLimits,
  notConverted,
  type OfficeConverter,
  type OfficeLimits,
} from "./office-converter.ts";
import { SofficeConverter } from "./soffice-converter.ts";

export type {
  OfficeConverter,
  OfficeInput,
  OfficeLimits,
  OfficeReason,
} from "./office-converter.ts";

const noConverter: OfficeConverter = {
  targets: new Set(),
  convert: async () => notConverted("no-converter"),
  close: async () => {},
};

/**
 * Gotenberg where its address is set, else LibreOffice where it is installed, else one that says that there is none.
 * One for each indexer process; whoever creates it closes it. Starts nothing before the first document.
 */
export function createOfficeConverter(
  { soffice, gotenbergUrl }: Config["office"],
  limits: Partial<OfficeLimits> = {},
): OfficeConverter {
  const all = { ...defaultOfficeLimits, ...limits };
  if (gotenbergUrl !== null) return new GotenbergConverter(gotenbergUrl, all);
  return soffice === null ? noConverter : new SofficeConverter(soffice, all);
}
