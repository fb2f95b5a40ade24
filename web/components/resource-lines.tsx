import type { ResourceCard } from "../api/types.ts";
import { ResourceLine } from "./resource-line.tsx";

export const ResourceLines = ({ items, showsSharing }: { items: ResourceCard[]; showsSharing?: boolean }) => (
  <ul className="resource-lines">
    {items.map((resource) => (
      <li key={resource.id}>
        <ResourceLine resource={resource} {...(showsSharing && { showsSharing })} />
      </li>
    ))}
  </ul>
);
