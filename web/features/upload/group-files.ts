const extension = /\.[A-Za-z0-9]{1,8}$/;

// What tells the files of one lesson apart, not the lesson: the form, the copy, the date in front.
const formWords =
  /教学设计|教学详案|教案|教学课件|课件|学习任务单|任务单|导学案|学案|说课稿|教学反思|板书设计|配套练习|同步练习|练习题|练习|素材|音频|视频|lesson ?plan|courseware|slides|worksheet/gi;
const copyMarks = /[（(]\s*\d+\s*[)）]|副本|最终版|定稿|修改版|v\d+/gi;
const separators = /[\s_\-–—·.,，、;；:：《》“”"'【】[\]（）()]+/g;

/** What is left of a file name when everything is gone that differs between the files of one lesson. */
export const lessonStem = (fileName: string): string => {
  const bare = fileName.normalize("NFKC").replace(extension, "").toLowerCase();
  return bare.replace(formWords, " ").replace(copyMarks, " ").replace(separators, "");
};

/** Files of one lesson together, in the order in which they came; a name that is nothing but its form stays alone. */
export const groupByLesson = <Item extends { name: string }>(items: Item[]): Item[][] => {
  const groups = new Map<string, Item[]>();
  items.forEach((item, index) => {
    const stem = lessonStem(item.name) || `alone-${index}`;
    groups.set(stem, [...(groups.get(stem) ?? []), item]);
  });
  return [...groups.values()];
};
