import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { askEarlyWhoIsSignedIn } from "./api/session.ts";
import { App } from "./app/app.tsx";
import { fetchPagesEarly } from "./app/fetch-early.ts";
import { queryClient } from "./app/query-client.ts";
import { startLanguage } from "./locales/i18n.ts";
import "./app/app.css";
import "./components/components.css";

// Awaited in a function: what is imported on demand imports this file's chunk, and would wait for it as it waits for them.
const start = async (root: HTMLElement): Promise<void> => {
  if (location.pathname !== "/sign-in") void askEarlyWhoIsSignedIn(queryClient);
  fetchPagesEarly();
  await startLanguage();
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
};

const root = document.getElementById("root");
if (root) void start(root);
