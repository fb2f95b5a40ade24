import {
  FileExcelOutlined,
  FileImageOutlined,
  FileOutlined,
  FilePdfOutlined,
  FilePptOutlined,
  FileTextOutlined,
  FileWordOutlined,
  FileZipOutlined,
  SoundOutlined,
  VideoCameraOutlined,
} from "@ant-design/icons";
import type { ComponentType } from "react";

const icons: [RegExp, ComponentType<{ "aria-hidden"?: boolean; className?: string }>, string][] = [
  [/pdf/, FilePdfOutlined, "is-pdf"],
  [/presentation|powerpoint|\.dps/, FilePptOutlined, "is-slides"],
  [/spreadsheet|excel|csv|\.et$/, FileExcelOutlined, "is-sheet"],
  [/wordprocessing|msword|opendocument\.text|\.wps$|rtf/, FileWordOutlined, "is-document"],
  [/^image\//, FileImageOutlined, "is-media"],
  [/^audio\//, SoundOutlined, "is-media"],
  [/^video\//, VideoCameraOutlined, "is-media"],
  [/^text\/|epub/, FileTextOutlined, "is-text"],
  [/zip|rar|7z/, FileZipOutlined, "is-text"],
];

export const FileIcon = ({ mediaType }: { mediaType: string | null }) => {
  const [, Icon, tint] = icons.find(([pattern]) => pattern.test(mediaType ?? "")) ?? [
    null,
    FileOutlined,
    "is-text",
  ];
  return <Icon aria-hidden className={`file-icon ${tint}`} />;
};
