export { syncEndpoints } from "./routes.ts";
