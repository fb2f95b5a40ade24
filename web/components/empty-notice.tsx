import { Empty } from "antd";
import type { ReactNode } from "react";

export const EmptyNotice = ({ text, children }: { text: string; children?: ReactNode }) => (
  <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text}>
    {children}
  </Empty>
);
