import { Input } from "antd";

interface DayInputProps {
  label: string;
  value: string | null;
  id?: string;
  onChange: (day: string) => void;
}

/** The browser's own choice of a day: by keyboard as well as by finger. */
export const DayInput = ({ label, value, id, onChange }: DayInputProps) => (
  <Input
    className="day-input"
    type="date"
    {...(id ? { id } : { "aria-label": label })}
    value={value ?? ""}
    onChange={({ target }) => onChange(target.value)}
  />
);
