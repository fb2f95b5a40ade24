import { type ReactNode, useId } from "react";
import { GuessMark } from "./guess-mark.tsx";

interface LabelledProps {
  label: string;
  guess?: string | undefined;
  hint?: string | undefined;
  isWide?: boolean;
  children: (id: string) => ReactNode;
}

/** A control with its label above and, where its value was guessed, the mark that says so. */
export const Labelled = ({ label, guess, hint, isWide = false, children }: LabelledProps) => {
  const id = useId();
  return (
    <div className={isWide ? "labelled is-wide" : "labelled"}>
      <div className="labelled-head">
        <label htmlFor={id}>{label}</label>
        {guess !== undefined && <GuessMark because={guess} />}
      </div>
      {children(id)}
      {hint && <p className="labelled-hint">{hint}</p>}
    </div>
  );
};
