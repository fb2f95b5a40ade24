/** Of other types no text is read; among them are the large ones, recordings and archives, which it takes long to open. */
export const mayHaveText = (mediaType: string): boolean =>
  /^text\/|officedocument|opendocument|wps-office|ms-?(word|excel|powerpoint)|pdf|rtf|epub|xhtml|ole-storage/.test(
    mediaType,
  );
