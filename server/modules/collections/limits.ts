/** The collection itself is the first level. */
export const mostLevels = 8;
export const mostEntries = 2000;
export const mostSections = 500;
/** Of one person, removed ones left out: more is a program gone wild. */
export const mostProposals = 1000;
/** Of one person in one collection at a time, so that nobody fills it for its curators. */
export const mostWaitingOfOne = 100;
