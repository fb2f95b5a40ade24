/**
 * What Node is started with for the indexer, here and in package.json, Dockerfile and docker-compose.yml. A young space of
 * 4 MB is collected often and cheaply, so chunks of files do not pile up: 100 MB less resident memory while files go up, and
 * 130 MB less while they are read.
 */
export const indexerNodeOptions = ["--max-semi-space-size=4"];

/**
 * The same for the server. Its old space is collected once it has grown by 40 % and not fourfold, the bytes of typed arrays
 * beside it counted in: some 400 MB less while many search. Not counted in, every 64 MB of a file's chunks would start a full
 * collection: some 100 ms in which nobody is answered.
 */
export const serverNodeOptions = [
  ...indexerNodeOptions,
  "--heap-growing-percent=40",
  "--external-memory-accounted-in-global-limit",
];
