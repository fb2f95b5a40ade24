const extension = /\.[A-Za-z0-9]{1,8}$/;

// What tells the files of one lesson apart, not the lesson: the form, the copy, the date in front.
const formWords =
  /教学设计|教学详案|教案|教学课件|课件|学习任务单|任务单|导学案|学案|说课稿|教学反思|板书设计|配套练习|同步练习|练习题|练习|素材|音频|视频|lesson ?plan|courseware|slides|worksheet/gi;
const copyMarks = /[（(]\s*\d{1,9}\s*[)）]|副本|最终版|定稿|修改版|v\d{1,9}/gi;
const separators = /[\s_\-–—·.,，、;；:：《》“”"'【】[\]（）()]/g;

/** Longer names say no more, and bound the work on hostile ones. */
const mostCharacters = 300;

/** What is left of a file name when everything is gone that differs between the files of one lesson. */
const lessonStem = (fileName: string): string => {
  const bare = fileName
    .slice(0, mostCharacters)
    .normalize("NFKC")
    .slice(0, mostCharacters)
    .replace(extension, "")
    .toLowerCase();
  return bare.replace(formWords, " ").replace(copyMarks, " ").replace(separators, "");
};

const placeOf = (path: string): { folder: string; name: string } => {
  const slash = path.lastIndexOf("/");
  return { folder: path.slice(0, slash + 1), name: path.slice(slash + 1) };
};

/**
 * Which files become one resource: those of one lesson in one folder, by their place in the list and in its order. A name
 * that is nothing but its form stays alone. Pure.
 */
export const groupByLesson = (paths: readonly string[]): number[][] => {
  const groups = new Map<string, number[]>();
  paths.forEach((path, index) => {
    const { folder, name } = placeOf(path);
    const stem = lessonStem(name);
    const key = stem === "" ? `alone ${index}` : `${folder}\u0000${stem}`;
    groups.set(key, [...(groups.get(key) ?? []), index]);
  });
  return [...groups.values()];
};
