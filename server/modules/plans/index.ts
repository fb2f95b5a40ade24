export { planRevisionEndpoints } from "./revision-routes.ts";
export { planEndpoints } from "./routes.ts";
export { planRowEndpoints } from "./row-routes.ts";
