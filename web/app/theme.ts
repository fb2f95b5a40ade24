import type { ThemeConfig } from "antd";
import { antRoot } from "./ant-root.ts";

const fontFamily = [
  "system-ui",
  "-apple-system",
  '"Segoe UI"',
  "Roboto",
  '"PingFang SC"',
  '"Microsoft YaHei"',
  '"Noto Sans CJK SC"',
  '"Noto Sans SC"',
  "sans-serif",
].join(", ");

/** Ant Design's secondary greys are too pale for small text on white; these keep a contrast of 4.5 or more. */
export const theme: ThemeConfig = {
  // The built pages bring a style sheet (web/ant-styles.ts); while developing, styles are made in the browser.
  zeroRuntime: import.meta.env.PROD,
  hashed: !import.meta.env.PROD,
  cssVar: { key: antRoot },
  token: {
    colorPrimary: "#1558a6",
    colorInfo: "#1558a6",
    colorLink: "#1558a6",
    colorLinkHover: "#0f447f",
    colorLinkActive: "#0f447f",
    colorSuccess: "#237804",
    colorError: "#c21f26",
    colorWarning: "#ad5700",
    // Derived from such dark colours, these grounds would be muddy.
    colorInfoBg: "#eef5fc",
    colorInfoBorder: "#b3cbe6",
    colorSuccessBg: "#eff9ea",
    colorSuccessBorder: "#a8d69a",
    colorWarningBg: "#fff8ea",
    colorWarningBorder: "#efc57f",
    colorTextSecondary: "#4b535e",
    colorTextTertiary: "#5d6672",
    colorTextDescription: "#5d6672",
    colorTextPlaceholder: "#6b7480",
    colorTextDisabled: "#6b7480",
    // Not by shortened animations: a menu whose opening is over before it is placed stays outside the window.
    motion: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    borderRadius: 6,
    fontSize: 15,
    fontFamily,
  },
};
