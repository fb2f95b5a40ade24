import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { loadAntLocale } from "./ant-locale.ts";

export const languages = ["zh-CN", "en"] as const;
export type Language = (typeof languages)[number];

const storageKey = "campus-commons.language";

// One file at a time reaches the browser: the other language is fetched when it is chosen.
const texts = {
  "zh-CN": () => import("./zh-CN.json", { with: { type: "json" } }),
  en: () => import("./en.json", { with: { type: "json" } }),
} satisfies Record<Language, () => Promise<unknown>>;

const remembered = (): Language => (localStorage.getItem(storageKey) === "en" ? "en" : "zh-CN");

const load = async (language: Language): Promise<void> => {
  const [{ default: translation }] = await Promise.all([texts[language](), loadAntLocale(language)]);
  i18next.addResourceBundle(language, "translation", translation);
};

export const changeLanguage = async (language: Language): Promise<void> => {
  await load(language);
  localStorage.setItem(storageKey, language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
};

/** Chinese first: English only where a person chose it in this browser. */
export const startLanguage = async (): Promise<void> => {
  await i18next.use(initReactI18next).init({
    lng: remembered(),
    resources: {},
    fallbackLng: false,
    interpolation: { escapeValue: false },
  });
  await changeLanguage(remembered());
};
