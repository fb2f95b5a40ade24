import { useState } from "react";
import { FileIcon } from "./file-icon.tsx";

interface ThumbnailProps {
  /** Of the picture; null where there is none, or none yet. */
  address: string | null;
  mediaType: string | null;
}

/** A file's first page in a box of one size, so that nothing moves when pictures come; without one, the sign of its kind. */
export const Thumbnail = ({ address, mediaType }: ThumbnailProps) => {
  const [failedAddress, setFailedAddress] = useState<string | null>(null);
  const isShown = address !== null && address !== failedAddress;
  return (
    <span className={isShown ? "thumbnail" : "thumbnail is-empty"}>
      {isShown ? (
        <img src={address} alt="" loading="lazy" decoding="async" onError={() => setFailedAddress(address)} />
      ) : (
        <FileIcon mediaType={mediaType} />
      )}
    </span>
  );
};
