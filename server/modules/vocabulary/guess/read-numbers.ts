const digits = "一二三四五六七八九";

/** 三, 十二, 3 and 12 as numbers; anything else is NaN. */
export function readNumeral(text: string): number {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const match = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text);
  if (!match || text === "" || (!match[2] && match[1] && match[3])) return Number.NaN;
  const [, tens, ten, ones] = match;
  const value = (digit: string | undefined) => (digit ? digits.indexOf(digit) + 1 : 0);
  return ten ? (tens ? value(tens) : 1) * 10 + value(ones) : value(tens);
}

export const chineseNumeral = (value: number): string => {
  const tens = Math.floor(value / 10);
  const ones = value % 10 ? (digits[(value % 10) - 1] ?? "") : "";
  return tens === 0 ? ones : `${tens > 1 ? digits[tens - 1] : ""}十${ones}`;
};
