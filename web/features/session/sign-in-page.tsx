import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { LanguageSwitch } from "../../components/language-switch.tsx";
import { PageTitle } from "../../components/page-title.tsx";
import { SignInForm } from "./sign-in-form.tsx";

/** Only an address of this site: a link from elsewhere must not send a person on after signing in. */
const ownAddress = (wanted: string | null): string => {
  if (!wanted?.startsWith("/")) return "/";
  const url = new URL(wanted, location.origin);
  return url.origin === location.origin && url.pathname !== "/sign-in" ? url.pathname + url.search : "/";
};

export const SignInPage = () => {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  return (
    <main className="sign-in">
      <PageTitle title={t("session.signIn")} />
      <section className="sign-in-card">
        <img src="/icon.svg" alt="" width={44} height={44} />
        <h1>{t("product.name")}</h1>
        <p>{t("product.purpose")}</p>
        <SignInForm onSignedIn={() => void navigate(ownAddress(search.get("return")), { replace: true })} />
        <p className="sign-in-help">{t("session.forgotten")}</p>
        <LanguageSwitch />
      </section>
    </main>
  );
};
