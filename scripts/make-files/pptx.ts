import { makeOfficePackage, type OfficePart } from "./office-package.ts";
import {
  colourMap,
  masterBackground,
  namespaces,
  placeholder,
  shapeTree,
  slideSize,
  textStyles,
} from "./pptx-shapes.ts";
import { themeXml } from "./pptx-theme.ts";

export interface SlideContent {
  title: string;
  lines: string[];
  notes?: string;
}

const presentationml = "application/vnd.openxmlformats-officedocument.presentationml";
const themeType = "application/vnd.openxmlformats-officedocument.theme+xml";
const inheritColours = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>";

const masterParts: OfficePart[] = [
  {
    name: "ppt/slideMasters/slideMaster1.xml",
    contentType: `${presentationml}.slideMaster+xml`,
    xml: `<p:sldMaster ${namespaces}>${shapeTree(placeholder("title", 2, ["标题"], true) + placeholder("body", 3, ["正文"], true), masterBackground)}${colourMap}<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst>${textStyles}</p:sldMaster>`,
    relationships: [
      { id: "rId1", type: "slideLayout", target: "../slideLayouts/slideLayout1.xml" },
      { id: "rId2", type: "theme", target: "../theme/theme1.xml" },
    ],
  },
  {
    name: "ppt/slideLayouts/slideLayout1.xml",
    contentType: `${presentationml}.slideLayout+xml`,
    xml: `<p:sldLayout ${namespaces} type="obj">${shapeTree(placeholder("title", 2, ["标题"]) + placeholder("body", 3, ["正文"]))}${inheritColours}</p:sldLayout>`,
    relationships: [{ id: "rId1", type: "slideMaster", target: "../slideMasters/slideMaster1.xml" }],
  },
  { name: "ppt/theme/theme1.xml", contentType: themeType, xml: themeXml },
];

/** A notes page is only valid beside a notes master with a theme of its own. */
const notesMasterParts: OfficePart[] = [
  {
    name: "ppt/notesMasters/notesMaster1.xml",
    contentType: `${presentationml}.notesMaster+xml`,
    xml: `<p:notesMaster ${namespaces}>${shapeTree(placeholder("body", 2, ["备注"], true))}${colourMap}</p:notesMaster>`,
    relationships: [{ id: "rId1", type: "theme", target: "../theme/theme2.xml" }],
  },
  { name: "ppt/theme/theme2.xml", contentType: themeType, xml: themeXml },
];

function slideParts(slide: SlideContent, number: number): OfficePart[] {
  const hasNotes = slide.notes !== undefined;
  const parts: OfficePart[] = [
    {
      name: `ppt/slides/slide${number}.xml`,
      contentType: `${presentationml}.slide+xml`,
      xml: `<p:sld ${namespaces}>${shapeTree(placeholder("title", 2, [slide.title]) + placeholder("body", 3, slide.lines))}${inheritColours}</p:sld>`,
      relationships: [
        { id: "rId1", type: "slideLayout", target: "../slideLayouts/slideLayout1.xml" },
        ...(hasNotes
          ? [{ id: "rId2", type: "notesSlide", target: `../notesSlides/notesSlide${number}.xml` }]
          : []),
      ],
    },
  ];
  if (hasNotes) {
    parts.push({
      name: `ppt/notesSlides/notesSlide${number}.xml`,
      contentType: `${presentationml}.notesSlide+xml`,
      xml: `<p:notes ${namespaces}>${shapeTree(placeholder("body", 2, (slide.notes ?? "").split("\n")))}${inheritColours}</p:notes>`,
      relationships: [
        { id: "rId1", type: "notesMaster", target: "../notesMasters/notesMaster1.xml" },
        { id: "rId2", type: "slide", target: `../slides/slide${number}.xml` },
      ],
    });
  }
  return parts;
}

/** A 16:9 presentation with exactly the slides given; the title goes into its properties. */
export function makePptx(content: { title: string; slides: SlideContent[] }): Promise<Buffer> {
  const { title, slides } = content;
  const hasNotes = slides.some((slide) => slide.notes !== undefined);
  const slideIds = slides.map((_, index) => `<p:sldId id="${256 + index}" r:id="rId${index + 10}"/>`);
  const notesMaster = '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>';
  const presentation: OfficePart = {
    name: "ppt/presentation.xml",
    contentType: `${presentationml}.presentation.main+xml`,
    xml: `<p:presentation ${namespaces}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>${hasNotes ? notesMaster : ""}<p:sldIdLst>${slideIds.join("")}</p:sldIdLst><p:sldSz cx="${slideSize.width}" cy="${slideSize.height}"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>`,
    relationships: [
      { id: "rId1", type: "slideMaster", target: "slideMasters/slideMaster1.xml" },
      ...(hasNotes ? [{ id: "rId2", type: "notesMaster", target: "notesMasters/notesMaster1.xml" }] : []),
      { id: "rId3", type: "theme", target: "theme/theme1.xml" },
      ...slides.map((_, index) => ({
        id: `rId${index + 10}`,
        type: "slide",
        target: `slides/slide${index + 1}.xml`,
      })),
    ],
  };
  return makeOfficePackage(title, [
    presentation,
    ...masterParts,
    ...(hasNotes ? notesMasterParts : []),
    ...slides.flatMap((slide, index) => slideParts(slide, index + 1)),
  ]);
}
