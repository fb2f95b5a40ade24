import { foldText } from "./fold-text.ts";
import type { GuessTerms } from "./index-terms.ts";
import { readText } from "./read-text.ts";
import type { Evidence } from "./weigh-evidence.ts";

/** What office and PDF files say of themselves. */
export interface DocumentProperties {
  title?: string;
  subject?: string;
  keywords?: string | string[];
}

const mostCharacters = 200;

/** What programs write there by themselves. */
const programTitle =
  /^(?:(?:powerpoint|ppt)\s*演示文稿|powerpoint presentation|演示文稿\s*\d*|幻灯片\s*\d*|slide \d+|文档\s*\d*|document\s*\d*|presentation\s*\d*|untitled.*|无标题.*|新建.*|标题|工作簿\s*\d*|book\d*|word document|html-to-docx|(?:https?:\/\/|www\.)\S+)$/i;
const programMark = /^(?:microsoft (?:word|powerpoint|excel) - )|\.(?:docx?|pptx?|xlsx?|wps)$/gi;

/** What the properties state; title, subject and keywords are read as one text each. */
export function readProperties(
  { title = "", subject = "", keywords = "" }: DocumentProperties,
  firstText: number,
  terms: GuessTerms,
): Evidence[] {
  const texts = [title.replace(programMark, ""), subject, [keywords].flat().join(" ")];
  return texts.flatMap((raw, index) => {
    if (raw.trim() === "" || programTitle.test(raw.trim())) return [];
    const folded = foldText(raw, mostCharacters);
    return readText({ folded, source: "properties", text: firstText + index, weight: 1 }, terms).evidence;
  });
}
