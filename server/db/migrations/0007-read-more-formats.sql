-- Files of formats that are read only now: what was noted of them is dropped, so that the indexer reads them.
delete from file_text using blob
where blob.sha256 = file_text.sha256 and file_text.reason = 'unsupported'
  and (blob.media_type like 'application/vnd.oasis.opendocument.%'
    or blob.media_type like 'application/wps-office.%'
    or blob.media_type in (
      'application/msword',
      'application/vnd.ms-excel',
      'application/vnd.ms-excel.sheet.binary.macroenabled.12',
      'application/vnd.ms-powerpoint',
      'application/x-ole-storage',
      'application/epub+zip',
      'application/rtf'
    ));
