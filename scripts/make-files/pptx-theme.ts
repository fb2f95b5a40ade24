const colours = {
  dk1: "1F2937",
  lt1: "FFFFFF",
  dk2: "0F4C81",
  lt2: "EEF4FA",
  accent1: "1677FF",
  accent2: "13C2C2",
  accent3: "52C41A",
  accent4: "FAAD14",
  accent5: "EB2F96",
  accent6: "722ED1",
  hlink: "1677FF",
  folHlink: "722ED1",
};

const colourXml = Object.entries(colours)
  .map(([name, rgb]) => `<a:${name}><a:srgbClr val="${rgb}"/></a:${name}>`)
  .join("");
const font = '<a:latin typeface="Calibri"/><a:ea typeface="微软雅黑"/><a:cs typeface=""/>';
const fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';
const line = `<a:ln w="9525">${fill}</a:ln>`;
const effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";

/** The theme that masters point at; PowerPoint refuses one with fewer than three of each kind of style. */
export const themeXml = `<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Classroom"><a:themeElements><a:clrScheme name="Classroom">${colourXml}</a:clrScheme><a:fontScheme name="Classroom"><a:majorFont>${font}</a:majorFont><a:minorFont>${font}</a:minorFont></a:fontScheme><a:fmtScheme name="Classroom"><a:fillStyleLst>${fill.repeat(3)}</a:fillStyleLst><a:lnStyleLst>${line.repeat(3)}</a:lnStyleLst><a:effectStyleLst>${effect.repeat(3)}</a:effectStyleLst><a:bgFillStyleLst>${fill.repeat(3)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`;
