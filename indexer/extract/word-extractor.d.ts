/** The part of word-extractor that we use; the package comes without types. */
declare module "word-extractor" {
  interface Options {
    /** True turns typographic quotes and dashes into those of ASCII. */
    filterUnicode?: boolean;
  }
  interface WordDocument {
    getBody(options?: Options): string;
    getFootnotes(options?: Options): string;
    getEndnotes(options?: Options): string;
    /** With the footers. */
    getHeaders(options?: Options): string;
    getTextboxes(options?: Options): string;
  }
  export default class WordExtractor {
    /** Rejects with whatever it trips over. */
    extract(path: string): Promise<WordDocument>;
  }
}
