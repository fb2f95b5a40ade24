export { unpackArchive } from "./unpack-archive.ts";
export {
  defaultUnpackLimits,
  type RefusalReason,
  refusalReasons,
  type UnpackEvent,
  type UnpackLimits,
} from "./unpack-result.ts";
