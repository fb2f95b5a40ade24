export { unpackArchive } from "./unpack-archive.ts";
export {
  defaultUnpackLimits,
  type RefusalReason,
  type UnpackEvent,
  type UnpackLimits,
} from "./unpack-result.ts";
