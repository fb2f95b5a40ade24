import { describe, expect, test } from "vitest";
import { prefixesIn, rulesOf, sheetFor } from "../../web/ant-styles.ts";

const known = new Set(["btn", "input", "input-number", "table"]);
const kept = (sheet: string, ...used: string[]): string => sheetFor(sheet, new Set(used), known);

describe("the prefixes of a component", () => {
  test("are those under which it asks for its class names", () => {
    const source = `const one = getPrefixCls('btn', own); getPrefixCls(other || "input-number", own); getPrefixCls();`;
    expect(prefixesIn(source)).toEqual(["btn", "input-number"]);
  });
});

describe("the rules of a style sheet", () => {
  test("are whole, with what stands in their blocks", () => {
    const sheet = ".a{color:red;} @media print{.b{top:0}.c{top:1px}}\n@keyframes d{0%{top:0}to{top:1px}}";
    expect(rulesOf(sheet)).toEqual([
      ".a{color:red;}",
      "@media print{.b{top:0}.c{top:1px}}",
      "@keyframes d{0%{top:0}to{top:1px}}",
    ]);
  });
});

describe("the sheet that is sent", () => {
  test("has the rules of components that are used, each belonging to the longest name that fits", () => {
    const sheet = ".ant-btn-primary{top:0}.ant-input{top:1px}.ant-input-number-group .ant-btn{top:2px}";
    expect(kept(sheet, "btn")).toBe(".ant-btn-primary{top:0}");
    expect(kept(sheet, "input")).toBe(".ant-input{top:1px}");
    expect(kept(sheet, "input-number")).toBe(".ant-input-number-group .ant-btn{top:2px}");
  });

  test("has a rule for several, if one of them is used, and a block by what is in it", () => {
    const sheet = ".ant-table,.ant-btn{top:0}@media print{.ant-table{top:1px}.ant-btn{top:2px}}";
    expect(kept(sheet, "btn")).toBe(sheet);
    expect(kept(sheet, "input")).toBe("");
  });

  test("does not ask for a component that must not be there", () => {
    const rule = ":not(.ant-table) .ant-btn{top:0}";
    expect(kept(rule, "btn")).toBe(rule);
    expect(kept(rule, "table")).toBe("");
  });

  test("has what belongs to no component, but not the default theme", () => {
    const shared = ".anticon{top:0}.ant-slide-up-enter{top:1px}@keyframes antFadeIn{to{top:0}}";
    expect(kept(`.css-var-_R_0_{--ant-blue:#1677ff}${shared}`)).toBe(shared);
  });

  test("has its rules for links hold within components only", () => {
    expect(kept("a:hover,a:active{color:red}.ant-btn a{top:0}", "btn")).toBe(
      [
        ":where(.css-var-ant) a:hover,a:where(.css-var-ant):hover,",
        ":where(.css-var-ant) a:active,a:where(.css-var-ant):active{color:red}.ant-btn a{top:0}",
      ].join(""),
    );
  });
});
