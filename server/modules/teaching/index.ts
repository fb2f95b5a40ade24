export { classEndpoints } from "./class-routes.ts";
export { feedEndpoints } from "./feed-routes.ts";
export { teachingEndpoints } from "./routes.ts";
