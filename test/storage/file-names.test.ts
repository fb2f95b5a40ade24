import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  contentDisposition,
  decodeFileName,
  decodeFileNames,
  sanitizeFileName,
} from "../../server/modules/storage/index.ts";

const RLO = "\u202e";
const ZWJ = "\u200d";

describe("decoding a file name", () => {
  it.each([
    ["e69599e6a1882e646f6378", "教案.docx"],
    ["bdccb0b82e646f6378", "教案.docx"],
    ["d55cd0c5bdccd3fd2e646f6378", "誠信教育.docx"],
    ["95328236", "𠀀"],
    ["636166e9", "café"],
    ["d0a1d1a7", "小学"],
    ["d0a1d1a72fd1a7c9fa2e747874", "小学/学生.txt"],
    ["636166c3a9", "café"],
    ["50c4ab6e79c4ab6e", "Pīnyīn"],
    ["d0b4d0bed0bc", "дом"],
    ["d18f", "я"],
    ["", ""],
  ])("reads the bytes %s as %s", (hex, expected) => {
    expect(decodeFileName(Buffer.from(hex, "hex"))).toBe(expected);
  });

  it("reads what is valid twice as the names beside it are", () => {
    const decode = (...names: string[]) => decodeFileNames(names.map((hex) => Buffer.from(hex, "hex")));
    expect(decode("d0b4d0bed0bc")).toEqual(["дом"]);
    expect(decode("d0b4d0bed0bc", "bdccb0b8", "e69599e6a188")).toEqual(["写芯屑", "教案", "教案"]);
  });

  it("gives back every name that came as UTF-8", () => {
    const chinese = fc.stringMatching(/^[\u4e00-\u9fff0-9a-zA-Z ._()（）《》-]{1,60}$/u);
    fc.assert(fc.property(chinese, (name) => decodeFileName(Buffer.from(name)) === name));
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => typeof decodeFileName(Buffer.from(bytes)) === "string"),
    );
  });
});

describe("a sanitized file name", () => {
  it.each([
    ["《静夜思》教学设计.docx", "《静夜思》教学设计.docx"],
    ["../../etc/passwd", "passwd"],
    ["..\\..\\boot.ini", "boot.ini"],
    ["/etc/shadow", "shadow"],
    ["C:\\Users\\老师\\教案.docx", "教案.docx"],
    ["语文／数学.docx", "语文／数学.docx"],
    ["..／..／教案.docx", "_／_／教案.docx"],
    ["", "未命名"],
    [".", "未命名"],
    ["..", "未命名"],
    ["   ", "未命名"],
    ["a/", "未命名"],
    [".docx", "未命名.docx"],
    ["... .docx", "未命名.docx"],
    [".隐藏教案.docx", ".隐藏教案.docx"],
    ["  教案 .docx  ", "教案 .docx"],
    ["教案.docx...", "教案.docx"],
    ["CON", "_CON"],
    ["con.docx", "_con.docx"],
    ["COM1.txt", "_COM1.txt"],
    ["CONTENT.docx", "CONTENT.docx"],
    ["nul.tar.gz", "_nul.tar.gz"],
    ["a\0b.docx", "ab.docx"],
    ["a\r\nSet-Cookie: x.docx", "aSet-Cookie: x.docx"],
    ["a\tb.docx", "ab.docx"],
    [`教案${RLO}xcod.exe`, "教案xcod.exe"],
    ["教\u200b案\ufeff.docx", "教案.docx"],
    ["教\u2066案\u2069.docx", "教案.docx"],
    [`教${ZWJ}案.docx`, "教案.docx"],
    [`👩${ZWJ}🏫开学.docx`, `👩${ZWJ}🏫开学.docx`],
    [`👩🏽${ZWJ}🏫.docx`, `👩🏽${ZWJ}🏫.docx`],
    ["Cafe\u0301.docx", "Café.docx"],
    ["龘靐齉爩㐂𠮷.docx", "龘靐齉爩㐂𠮷.docx"],
    ["教案.tar.gz.docx", "教案.tar.gz.docx"],
    ["无扩展名教案", "无扩展名教案"],
    ["全角ＡＢＣ１２３＿教案.docx", "全角ＡＢＣ１２３＿教案.docx"],
    ["=cmd|calc.docx", "=cmd|calc.docx"],
    ["教案%2F..%2Fetc.docx", "教案%2F..%2Fetc.docx"],
    ["\ud800教案.docx", "\ufffd教案.docx"],
  ])("turns %j into %j", (given, expected) => {
    expect(sanitizeFileName(given)).toBe(expected);
  });

  it.each([
    ["文".repeat(255), 255],
    ["文".repeat(300), 255],
    [`${"文".repeat(300)}.docx`, 255],
    [`${"𠮷".repeat(300)}.docx`, 255],
  ])("counts characters, not bytes, and keeps the extension (%#)", (given, length) => {
    const name = sanitizeFileName(given);
    expect([...name]).toHaveLength(length);
    expect(name.endsWith(".docx")).toBe(given.endsWith(".docx"));
  });

  const nasty = fc.array(
    fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        "/",
        "\\",
        ".",
        "..",
        " ",
        "\0",
        RLO,
        ZWJ,
        "\u200b",
        "👩",
        "\ufe0f",
        "con",
        "\ud800",
        "\u0301",
        "／",
      ),
    ),
    { maxLength: 40 },
  );

  it("is whole, visible, short, no path, and its own answer, whatever it is given", () => {
    fc.assert(
      fc.property(nasty, (parts) => {
        const name = sanitizeFileName(parts.join(""));
        expect(sanitizeFileName(name)).toBe(name);
        expect(name).not.toMatch(
          /[/\\\p{Cc}\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]|^\s|[\s.]$/u,
        );
        expect(name.normalize("NFC")).toBe(name);
        expect(name.isWellFormed()).toBe(true);
        expect([...name].length).toBeGreaterThan(0);
        expect([...name].length).toBeLessThanOrEqual(255);
      }),
      { numRuns: 2000 },
    );
  });

  it("takes long hostile names without delay or depth", () => {
    for (const unit of [" ", ".", ZWJ, "a ", `a${ZWJ}`, "../", "\u0301", "／.", "con."])
      expect([...sanitizeFileName(unit.repeat(200_000))].length).toBeLessThanOrEqual(255);
  });
});

describe("a Content-Disposition header", () => {
  it.each([
    ["plan.docx", 'attachment; filename="plan.docx"'],
    ["教案.docx", "attachment; filename=\"__.docx\"; filename*=UTF-8''%E6%95%99%E6%A1%88.docx"],
    ["a (1)'*.txt", 'attachment; filename="a (1)\'*.txt"'],
    ["50%.txt", "attachment; filename=\"50_.txt\"; filename*=UTF-8''50%25.txt"],
    [
      'a"; filename="b.exe',
      "attachment; filename=\"a__ filename=_b.exe\"; filename*=UTF-8''a%22%3B%20filename%3D%22b.exe",
    ],
    ["é'()*.txt", "attachment; filename=\"_'()*.txt\"; filename*=UTF-8''%C3%A9%27%28%29%2A.txt"],
  ])("carries %j", (name, expected) => {
    expect(contentDisposition("attachment", name)).toBe(expected);
  });

  it("is one header with one name, which decodes to the given one, for any name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        const header = contentDisposition("inline", name);
        expect(header).toMatch(
          /^inline; filename="[^"\\\p{Cc}]*"(; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]*)?$/u,
        );
        const extended = /filename\*=UTF-8''(.*)$/.exec(header)?.[1];
        const plain = /filename="(.*?)"/.exec(header)?.[1];
        const visible = name.toWellFormed().replace(/\p{Cc}/gu, "_");
        expect(extended === undefined ? plain : decodeURIComponent(extended)).toBe(visible);
      }),
    );
  });
});
