import type { Role, UnitKind } from "../../server/actor.ts";
import type { PersonId, PostingId, UnitId } from "../../server/ids.ts";
import { stableId } from "../../server/modules/vocabulary/index.ts";

export interface DemoUnit {
  key: string;
  id: UnitId;
  parentKey: string | null;
  kind: UnitKind;
  name: string;
  nameEn: string;
  /** YYYY-MM-DD */
  openedOn: string | null;
}

export interface DemoPosting {
  id: PostingId;
  unitKey: string;
  role: Role;
  /** YYYY-MM-DD; `untilOn` is the last day. */
  fromOn: string;
  untilOn: string | null;
}

export interface DemoPerson {
  key: string;
  id: PersonId;
  username: string;
  name: string;
  postings: DemoPosting[];
}

const unit = (
  key: string,
  parentKey: string | null,
  kind: UnitKind,
  name: string,
  nameEn: string,
  openedOn: string | null = null,
): DemoUnit => ({
  key,
  id: stableId("demo", "unit", key) as UnitId,
  parentKey,
  kind,
  name,
  nameEn,
  openedOn,
});

/** Two bureaus, four groups, their campuses and teaching points; parents before children. */
export const units: DemoUnit[] = [
  unit("xinping", null, "bureau", "新平县教育局", "Xinping County Education Bureau"),
  unit("group1", "xinping", "group", "第一教育集团", "First Education Group", "2018-09-01"),
  unit("yixiao", "group1", "campus", "一小校区", "Yixiao Campus", "2018-09-01"),
  unit("sanxiao", "group1", "campus", "三小校区", "Sanxiao Campus", "2018-09-01"),
  unit("group2", "xinping", "group", "第二教育集团", "Second Education Group", "2018-09-01"),
  unit("erxiao", "group2", "campus", "二小校区", "Erxiao Campus", "2018-09-01"),
  unit("sixiao", "group2", "campus", "四小校区", "Sixiao Campus", "2018-09-01"),
  unit("group3", "xinping", "group", "第三教育集团", "Third Education Group", "2018-09-01"),
  unit("wuxiao", "group3", "campus", "五小中心校", "Wuxiao Central School", "2018-09-01"),
  unit("pingdian", "group3", "campus", "平甸乡小学", "Pingdian Township School", "2018-09-01"),
  unit(
    "pingdian-point1",
    "pingdian",
    "teaching-point",
    "平甸乡小学第一教学点",
    "Pingdian First Teaching Point",
  ),
  unit(
    "pingdian-point2",
    "pingdian",
    "teaching-point",
    "平甸乡小学第二教学点",
    "Pingdian Second Teaching Point",
  ),
  unit("longnan", null, "bureau", "龙南市教育局", "Longnan City Education Bureau"),
  unit("longshi", "longnan", "group", "龙师附小教育集团", "Longshi Primary Education Group", "2022-09-01"),
  unit("hongqi", "longshi", "campus", "红旗校区", "Hongqi Campus", "2022-09-01"),
  unit("longxiang", "longshi", "campus", "龙翔校区", "Longxiang Campus", "2023-09-01"),
  unit("taojiang", "longshi", "campus", "桃江校区", "Taojiang Campus", "2024-09-01"),
];

type PostingOf = [unitKey: string, role: Role, fromOn: string, untilOn?: string];

function person(username: string, name: string, ...postings: PostingOf[]): DemoPerson {
  return {
    key: username,
    id: stableId("demo", "person", username) as PersonId,
    username,
    name,
    postings: postings.map(([unitKey, role, fromOn, untilOn], index) => ({
      id: stableId("demo", "posting", username, String(index)) as PostingId,
      unitKey,
      role,
      fromOn,
      untilOn: untilOn ?? null,
    })),
  };
}

const subjectTeachers: [suffix: string, subject: string][] = [
  ["teacher", "语文教师"],
  ["math", "数学教师"],
  ["english", "英语教师"],
  ["science", "科学教师"],
  ["sport", "体育教师"],
];

const campuses = units.filter((one) => one.kind === "campus");
const openedOn = (campus: DemoUnit) => campus.openedOn ?? "2018-09-01";

/** Everybody is named by role. One key per person: the user name. */
export const people: DemoPerson[] = [
  ...campuses.flatMap((campus) => [
    ...subjectTeachers.map(([suffix, title]) =>
      person(`${campus.key}.${suffix}`, `${campus.name} ${title}`, [campus.key, "teacher", openedOn(campus)]),
    ),
    person(`${campus.key}.lead`, `${campus.name} 教务主任`, [campus.key, "campus-lead", openedOn(campus)]),
  ]),
  person("sanxiao.arts", "三小校区 音乐教师", ["sanxiao", "teacher", "2018-09-01"]),
  person("sanxiao.it", "三小校区 信息科技教师", ["sanxiao", "teacher", "2021-09-01"]),
  person("yixiao.arts", "一小校区 美术教师", ["yixiao", "teacher", "2018-09-01"]),
  person("point1.teacher", "平甸乡小学第一教学点 包班教师", ["pingdian-point1", "teacher", "2018-09-01"]),
  person("group1.lead", "第一教育集团 集团校长", ["group1", "group-lead", "2018-09-01"]),
  person("group1.research", "第一教育集团 语文教研组长", ["group1", "research-lead", "2018-09-01"]),
  person("sanxiao.research", "三小校区 数学备课组长", ["sanxiao", "research-lead", "2020-09-01"]),
  person("group2.lead", "第二教育集团 集团校长", ["group2", "group-lead", "2018-09-01"]),
  person("group2.research", "第二教育集团 数学教研组长", ["group2", "research-lead", "2018-09-01"]),
  person("group3.lead", "第三教育集团 集团校长", ["group3", "group-lead", "2018-09-01"]),
  person("longshi.lead", "龙师附小教育集团 集团校长", ["longshi", "group-lead", "2022-09-01"]),
  person("longshi.research", "龙师附小教育集团 名师工作室主持人", ["longshi", "research-lead", "2022-09-01"]),
  person("xinping.officer", "新平县教育局 教育股", ["xinping", "bureau-officer", "2018-09-01"]),
  person("xinping.research", "新平县教育局 教研室", ["xinping", "bureau-officer", "2018-09-01"]),
  person("xinping.admin", "新平县教育局 系统管理员", ["xinping", "bureau-administrator", "2018-09-01"]),
  person("longnan.officer", "龙南市教育局 教研室", ["longnan", "bureau-officer", "2022-09-01"]),
  person("longnan.admin", "龙南市教育局 系统管理员", ["longnan", "bureau-administrator", "2022-09-01"]),
  // Left: the account remains, no posting holds any more.
  person("yixiao.former", "一小校区 语文教师（已调离）", ["yixiao", "teacher", "2018-09-01", "2025-07-31"]),
  // Exchange: the home campus stays, another campus is added for some years.
  person(
    "yixiao.exchange",
    "一小校区 数学教师（交流至三小校区）",
    ["yixiao", "teacher", "2018-09-01"],
    ["sanxiao", "teacher", "2025-09-01", "2028-08-31"],
  ),
  // Moved within the bureau: authorship stays with the campus of its time.
  person(
    "erxiao.moved",
    "二小校区 英语教师（原四小校区）",
    ["sixiao", "teacher", "2018-09-01", "2024-08-31"],
    ["erxiao", "teacher", "2024-09-01"],
  ),
];
