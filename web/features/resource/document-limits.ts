import { ApiProblem } from "../../api/problem.ts";

/** Of all pictures and fonts, each as often as it is shown: each becomes an address that holds all of it. */
const mostLoadedBytes = 50_000_000;
const mostStyles = 3000;
const mostStyleCharacters = 20_000_000;

/** What is used here of docx-preview's document, which its types leave open. */
export interface WordDocument {
  _package: {
    get: (path: string) => { _data: { uncompressedSize: number } } | undefined;
    load: (path: string, type?: string) => Promise<unknown>;
  };
  stylesPart?: { styles: Style[] };
}

interface Style {
  id: string | null;
  basedOn: string | null;
  linked: string | null;
  styles: object[];
}

/**
 * Has no more parts of a document loaded once they are too much together. Answers with whether they were: docx-preview
 * goes on without a picture that it does not get.
 */
export const limitLoading = ({ _package: parts }: WordDocument): (() => boolean) => {
  const load = parts.load.bind(parts);
  let bytes = 0;
  parts.load = async (path, type) => {
    bytes += parts.get(path)?._data.uncompressedSize ?? 0;
    return bytes > mostLoadedBytes ? null : load(path, type);
  };
  return () => bytes > mostLoadedBytes;
};

/**
 * Throws where styles become too much: docx-preview writes each with all that it is linked with and based on, without a
 * pause in which it could be ended.
 */
export const checkStyles = ({ stylesPart }: WordDocument): void => {
  const styles = stylesPart?.styles ?? [];
  if (styles.length > mostStyles) throw new ApiProblem(0, "document.too-large");
  const byId = new Map(styles.map((style) => [style.id, style]));
  const sizes = new Map(styles.map((style) => [style, JSON.stringify(style.styles).length]));
  let characters = 0;
  for (const style of styles) {
    const written = new Set<Style>();
    for (const start of [style, byId.get(style.linked)])
      for (let one = start; one && !written.has(one); one = byId.get(one.basedOn)) written.add(one);
    for (const one of written) characters += sizes.get(one) ?? 0;
    if (characters > mostStyleCharacters) throw new ApiProblem(0, "document.too-large");
  }
};
