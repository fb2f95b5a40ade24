import type { HElement } from "docx-preview";
import { ApiProblem } from "../../api/problem.ts";
import { askWorker } from "../../components/ask-worker.ts";
import { checkStyles, limitLoading } from "./document-limits.ts";

/** Headers repeat on each page, so that few words may make many elements. */
const mostElements = 300_000;
const timeMs = 8000;

/** Nothing but what is in it: no script, no address outside, no form. */
const policy = "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'";

/** A sheet of A4 is 794 pixels wide: beside the page's own columns it is made to fit, on a telephone its text flows anew. */
const frameStyles = `
  body { margin: 0; background: #eef1f4; }
  .docx-wrapper { padding: 16px; background: none; }
  @media (max-width: 840px) {
    .docx-wrapper { padding: 8px; zoom: 0.92; }
  }
  @media (max-width: 700px) {
    .docx-wrapper { padding: 0; zoom: 1; }
    .docx-wrapper > section.docx { width: 100% !important; min-height: 0 !important; padding: 16px !important; }
    img, svg { max-width: 100%; height: auto; }
    table { display: block; max-width: 100%; overflow-x: auto; }
  }
`;

type Described = HElement | Node | string;

/**
 * Makes elements in a document that is shown nowhere, in which browsers load nothing and run nothing. Throws where they
 * become too many or take too long.
 */
const createMaker = (inert: Document) => {
  let count = 0;
  const until = performance.now() + timeMs;
  const make = (described: Described): Node => {
    count += 1;
    if (count > mostElements || performance.now() > until) throw new ApiProblem(0, "document.too-large");
    if (typeof described === "string") return inert.createTextNode(described);
    if (described instanceof Node) return described;
    const { ns, tagName, className, style, children = [], ...properties } = described;
    if (tagName === "#comment") return inert.createComment("");
    if (tagName === "#fragment") {
      const fragment = inert.createDocumentFragment();
      fragment.append(...children.map(make));
      return fragment;
    }
    const element = (ns ? inert.createElementNS(ns, tagName) : inert.createElement(tagName)) as HTMLElement;
    if (className) element.setAttribute("class", className);
    if (typeof style === "string") element.setAttribute("style", style);
    else Object.assign(element.style, style);
    for (const [name, value] of Object.entries(properties))
      if (value !== undefined) (element as unknown as Record<string, unknown>)[name] = value;
    // In a style sheet nothing ends it but its own end.
    const isSheet = tagName === "style";
    for (const child of children)
      element.append(make(isSheet && typeof child === "string" ? child.replaceAll("<", "\\3c ") : child));
    return element;
  };
  return make;
};

/** A link leads to a place in the document; an address outside is only told. */
const keepLinksInside = (body: HTMLElement): void => {
  for (const link of body.querySelectorAll("a[href]")) {
    const address = link.getAttribute("href") ?? "";
    if (address.startsWith("#")) continue;
    link.removeAttribute("href");
    if (/^(https?|mailto):/i.test(address)) link.setAttribute("title", address);
  }
};

/**
 * A Word document as a page for a sandboxed frame. Its parts are opened in a worker, within limits. Throws ApiProblem where
 * it is refused.
 */
export const drawDocument = async (bytes: ArrayBuffer, signal: AbortSignal): Promise<string> => {
  const worker = new Worker(new URL("./document-worker.ts", import.meta.url), { type: "module" });
  const checked = await askWorker<Uint8Array<ArrayBuffer>>(worker, { bytes }, signal);
  const { parseAsync, renderDocument } = await import("docx-preview");
  const inert = document.implementation.createHTMLDocument();
  const options = {
    h: createMaker(inert),
    renderAltChunks: false,
    renderComments: false,
    useBase64URL: true,
    // It would take away the first processing instruction wherever that stands, after the part was checked with it.
    trimXmlDeclaration: false,
  };
  try {
    const word = await parseAsync(new Blob([checked]), options);
    checkStyles(word);
    const isTooMuch = limitLoading(word);
    inert.body.append(...(await renderDocument(word, options)));
    if (isTooMuch()) throw new ApiProblem(0, "document.too-large");
  } catch (error) {
    throw error instanceof ApiProblem ? error : new ApiProblem(0, "document.broken");
  }
  keepLinksInside(inert.body);
  const head = `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">`;
  return `<!doctype html><html><head>${head}</head><body>${inert.body.innerHTML}<style>${frameStyles}</style></body></html>`;
};
