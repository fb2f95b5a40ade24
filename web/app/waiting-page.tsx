import { Spin } from "antd";

export const WaitingPage = () => (
  <div className="waiting">
    <Spin size="large" />
  </div>
);
