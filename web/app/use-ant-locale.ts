import type { ConfigProviderProps } from "antd";
import enUS from "antd/es/locale/en_US.js";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

type AntLocale = NonNullable<ConfigProviderProps["locale"]>;

// The typings describe these files as CommonJS, the bundler reads them as modules: both put the locale in a `default`.
const localeIn = (module: unknown): AntLocale => {
  const { default: inner } = module as { default?: AntLocale | { default: AntLocale } };
  if (inner === undefined) return module as AntLocale;
  return "default" in inner ? inner.default : inner;
};

/** Ant Design brings its English words along; others are fetched when needed. */
const english = localeIn(enUS);

const load = async (language: string): Promise<AntLocale> =>
  language === "en" ? english : localeIn(await import("antd/es/locale/zh_CN.js"));

/**
 * Ant Design's own words in the chosen language, in English until those have come: without any, everything below would be
 * put together anew when they do, and what was typed or chosen until then would be lost.
 */
export const useAntLocale = (): AntLocale => {
  const { i18n } = useTranslation();
  const [locale, setLocale] = useState<AntLocale>(english);
  useEffect(() => {
    let isWanted = true;
    void load(i18n.language).then((loaded) => {
      if (isWanted) setLocale(loaded);
    });
    return () => {
      isWanted = false;
    };
  }, [i18n.language]);
  return locale;
};
