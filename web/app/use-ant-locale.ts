import type { ConfigProviderProps } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

type AntLocale = NonNullable<ConfigProviderProps["locale"]>;

// The typings describe these files as CommonJS, the bundler reads them as modules: both put the locale in a `default`.
const localeIn = (module: unknown): AntLocale => {
  const { default: outer } = module as { default: AntLocale | { default: AntLocale } };
  return "default" in outer ? outer.default : outer;
};

const load = async (language: string): Promise<AntLocale> =>
  localeIn(
    language === "en" ? await import("antd/es/locale/en_US.js") : await import("antd/es/locale/zh_CN.js"),
  );

/** Ant Design's own words in the chosen language, fetched when needed. */
export const useAntLocale = (): AntLocale | undefined => {
  const { i18n } = useTranslation();
  const [locale, setLocale] = useState<AntLocale>();
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
