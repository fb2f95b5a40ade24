/**
 * Aliases by which the vocabulary guesses a field from a file's name, but which say more than the field's value does:
 * whoever asks for 微课 wants no worksheet, though both are material. Such a word prefers the field and stays text.
 */
export const narrowerWords: ReadonlySet<string> = new Set(
  [
    // kinds
    "课程纲要 教学进度表 教学进度计划 教学进度 教学计划 学科计划 进度表 乡土教材 特色课程读本 读本",
    "教学设计与反思 教学设计及反思 教案与反思 单元整体设计 单元教学设计 共案",
    "课例 课堂实录 教学实录 说课稿 说课 教学反思 反思",
    "学习任务单 任务单 学习单 导学案 学案 练习题 同步练习 练习 口算题 作业设计 作业 测试卷 检测卷 试卷 测试题 复习题",
    "复习卷 单元卷 期末卷 期中卷 练习卷 记录单 默写单 微课 素材 朗读音频 伴奏 知识点 阅读单",
    "学具 字卡 词卡 教学卡片 挂图 教学模型 自制教具",
    "器材台账 台账 开放方案 使用方案 使用计划表 借用登记表 设备清单 器材清单",
    "教师培训 培训讲义 培训 研修 专题讲座 讲座",
    "结题报告 开题报告 研究报告 教学论文 论文 课题报告 课题研究 调研报告",
    // subjects
    "品德与社会 品德与生活 品德 思政 劳动教育 写字课 硬笔书法 软笔书法 特色课程 社团课程",
    "安全教育 法治教育 禁毒教育 心理健康教育 心理健康 国家安全教育 健康教育",
    "主题班会 班会 班队会 少先队活动 主题队会 队会",
  ].flatMap((line) => line.split(" ")),
);
