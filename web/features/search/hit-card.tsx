import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { SearchHit } from "../../api/types.ts";
import { HighlightedText } from "../../components/highlighted-text.tsx";
import { pagePlace } from "../../components/page-place.ts";
import { ResourceByline, ResourceFacts } from "../../components/resource-facts.tsx";
import { Thumbnail } from "../../components/thumbnail.tsx";
import type { SearchState } from "./search-state.ts";

const addressOf = (
  { resource }: SearchHit,
  { q, literal }: SearchState,
  passage?: SearchHit["passages"][number],
): string => {
  const search = new URLSearchParams();
  if (passage) search.set("file", passage.fileId);
  if (passage?.page) search.set("page", String(passage.page));
  if (q) search.set("q", q);
  for (const word of literal) search.append("literal", word);
  return `/resources/${resource.id}${search.size > 0 ? `?${search}` : ""}`;
};

/** A hit with the places in its files where the words are; each place is a link to that very page. */
export const HitCard = ({ hit, state }: { hit: SearchHit; state: SearchState }) => {
  const { t } = useTranslation();
  return (
    <article className="hit">
      <Thumbnail address={hit.resource.thumbnail?.address ?? null} mediaType={hit.resource.mainMediaType} />
      <div className="hit-text">
        <h3>
          <Link data-hit to={addressOf(hit, state)}>
            <HighlightedText pieces={hit.title} />
          </Link>
        </h3>
        <ResourceFacts resource={hit.resource} />
        <ResourceByline resource={hit.resource} />
        {hit.passages.length > 0 && (
          <ul className="passages">
            {hit.passages.map((passage) => (
              <li key={`${passage.fileId}:${passage.page}`}>
                <Link to={addressOf(hit, state, passage)}>
                  <span className="passage-file">{passage.fileName}</span>{" "}
                  <span className="passage-place">{pagePlace(t, passage)}</span>
                </Link>
                <p>
                  <HighlightedText pieces={passage.snippet} />
                </p>
              </li>
            ))}
          </ul>
        )}
      </div>
    </article>
  );
};
