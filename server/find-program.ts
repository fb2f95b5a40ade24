import { accessSync, constants } from "node:fs";
import path from "node:path";

const isProgram = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The absolute path of a program by its name on the search path, or by a path to it; null where there is none. */
export const findProgram = (name: string, searchPath = ""): string | null => {
  const candidates = name.includes("/")
    ? [path.resolve(name)]
    : searchPath.split(path.delimiter).flatMap((folder) => (folder ? [path.resolve(folder, name)] : []));
  return candidates.find(isProgram) ?? null;
};
