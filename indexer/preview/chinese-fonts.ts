import { GlobalFonts } from "@napi-rs/canvas";

/** Families with Chinese characters, the plainest first, by the names that Linux, Windows and macOS have for them. */
const chineseFamilies = [
  "Noto Sans CJK SC",
  "Source Han Sans SC",
  "Source Han Sans CN",
  "Microsoft YaHei",
  "PingFang SC",
  "SimSun",
  "WenQuanYi Zen Hei",
  "WenQuanYi Micro Hei",
  // One file holds all of East Asia's; it is known by its first name.
  "Noto Sans CJK JP",
  "Droid Sans Fallback",
];

/**
 * Older Chinese PDF files name a font of their viewer's instead of holding one. pdf.js asks for it by these generic names,
 * under which the canvas would find a font without Chinese characters. Answers the family; null where the machine has none.
 */
export function prepareFonts(): string | null {
  const present = new Set(GlobalFonts.families.map(({ family }) => family));
  const family = chineseFamilies.find((name) => present.has(name));
  if (!family) return null;
  for (const alias of ["sans-serif", "serif", "monospace"]) GlobalFonts.setAlias(family, alias);
  return family;
}
