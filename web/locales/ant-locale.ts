import type { ConfigProviderProps } from "antd";
import enUS from "antd/es/locale/en_US.js";
import type { Language } from "./i18n.ts";

type AntLocale = NonNullable<ConfigProviderProps["locale"]>;

const files = {
  "zh-CN": () => import("antd/es/locale/zh_CN.js"),
  // Ant Design's components bring it along anyway.
  en: async () => enUS,
} satisfies Record<Language, () => Promise<unknown>>;

const loaded = new Map<string, AntLocale>();

// The typings describe these files as CommonJS, the bundler reads them as modules: both put the locale in a `default`.
const localeIn = (module: unknown): AntLocale => {
  const { default: inner } = module as { default?: AntLocale | { default: AntLocale } };
  if (inner === undefined) return module as AntLocale;
  return "default" in inner ? inner.default : inner;
};

export const loadAntLocale = async (language: Language): Promise<void> => {
  loaded.set(language, localeIn(await files[language]()));
};

/** Ant Design's own words. A language is chosen only when its words are here: everything on the page is drawn with them. */
export const antLocale = (language: string): AntLocale | undefined => loaded.get(language);
