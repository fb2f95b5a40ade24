import { SearchOutlined } from "@ant-design/icons";
import { Input, type InputRef } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

interface SearchBoxProps {
  value?: string;
  onChange?: (q: string) => void;
  /** Whether an input method is in the middle of a word. */
  onComposing?: (isComposing: boolean) => void;
  onSubmit: (q: string) => void;
  size?: "large" | "middle";
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** The one search box of a page; the key "/" brings the cursor to it. */
export const SearchBox = ({ value, onChange, onComposing, onSubmit, size = "middle" }: SearchBoxProps) => {
  const { t } = useTranslation();
  const input = useRef<InputRef>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      event.preventDefault();
      input.current?.focus({ cursor: "all" });
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  return (
    <search>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit((value ?? input.current?.input?.value ?? "").trim());
        }}
      >
        <Input
          ref={input}
          type="search"
          name="q"
          size={size}
          maxLength={500}
          prefix={<SearchOutlined aria-hidden />}
          placeholder={t("search.placeholder")}
          aria-label={t("search.label")}
          aria-keyshortcuts="/"
          autoComplete="off"
          enterKeyHint="search"
          {...(value !== undefined && { value })}
          onCompositionStart={() => onComposing?.(true)}
          onCompositionEnd={() => onComposing?.(false)}
          onChange={(event) => onChange?.(event.target.value)}
        />
      </form>
    </search>
  );
};
