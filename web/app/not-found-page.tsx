import { NotFoundNotice } from "../components/not-found-notice.tsx";

export const NotFoundPage = () => <NotFoundNotice />;
