import { diffWords } from "diff";
import { useMemo } from "react";

const intlSegmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** The second text with the words marked that the first does not have, and those of the first that are gone. */
export const ChangedWords = ({ before, after }: { before: string; after: string }) => {
  const parts = useMemo(() => {
    let place = 0;
    return diffWords(before, after, { intlSegmenter }).map((part) => {
      place += part.value.length;
      return { ...part, place };
    });
  }, [before, after]);
  return (
    <span className="changed-words">
      {parts.map(({ value, added, removed, place }) => {
        const key = `${place}${value}`;
        if (added) return <ins key={key}>{value}</ins>;
        return removed ? <del key={key}>{value}</del> : <span key={key}>{value}</span>;
      })}
    </span>
  );
};
