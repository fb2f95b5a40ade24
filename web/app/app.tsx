import { QueryClientProvider } from "@tanstack/react-query";
import { App as AntApp, ConfigProvider } from "antd";
import { useTranslation } from "react-i18next";
import { RouterProvider } from "react-router/dom";
import { antLocale } from "../locales/ant-locale.ts";
import { queryClient } from "./query-client.ts";
import { router } from "./routes.tsx";
import { theme } from "./theme.ts";

export const App = () => {
  const { i18n } = useTranslation();
  return (
    <ConfigProvider locale={antLocale(i18n.language)} theme={theme} button={{ autoInsertSpace: false }}>
      <AntApp component={false} message={{ maxCount: 3 }}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
};
