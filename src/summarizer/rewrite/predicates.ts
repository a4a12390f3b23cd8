/** Words that only a predicate has, and words that are a predicate unless they describe a noun: "建成的". */
const STATES =
  /(?<![于还或总老])是(?!否)|(?<![为除])了(?!解)|被|(?<![相反])应(?![用力])|将|已|曾|正在|没|不(?!同)|很|[更较](?![新多高大])|能|会(?!议|员|场|长|[，。]|$)|可以?|须|必须|需要|有(?![效关机限利害色])|成为|作为|属于|位于|等于|说|表示|宣布|认为|指出|显示|表明/u;
const ACTS =
  "[开关建造修推举启达超获赢输增减升降涨跌停买卖租借搬运送收发派签订立改换拆装放写读看听讲谈问答教学住坐站走跑飞来到进出回起落死伤救抓打杀烧撞淹塌流吹]|" +
  "去(?!年)|介绍|说明|描述|讨论|阐述|探讨|讲解|概述|解释|演示|展示|论述|分析|研究|总结|列出|综述|提出|提供|考察|观察|评价|比较|揭示|设计|建立|构建|" +
  "测定|调查|归纳|评估|使用|利用|采用|包含|包括|支持|允许|定义|创建|配置|运行|存储|返回|添加|选择|访问|管理|完成|实现|影响|决定|举行|进行|" +
  "存在|具有|拥有|属于|来自|导致|引起|产生|形成|得到|取得|参加|参与|负责|组织|要求|建议|反对|同意|拒绝|批准|通过|计划|希望|面临|成立|结束|开始|" +
  "继续|保持|变|减少|增加|提高|降低|改善|处理|执行|指定|控制|连接|用于|适用|依赖|取决|对应|确定|检查|验证|测试|计算|监视|保护|更新|安装|部署|生成|加载|" +
  "讲述|记录|反映|体现|代表|表现|占|为(?!了)|让|使(?!用)|给|做|作(?![者品])";
const ACT = new RegExp(ACTS, "u");
/** "建成的", "使用的": a verb that describes a noun. */
const DESCRIBES = new RegExp(`(?:${ACTS})\\p{Script=Han}?(?=的)`, "gu");

/**
 * Whether a Chinese text may have a predicate. A verb right before 的 is part of a modifier: 去年建成的木桥 has none.
 */
export const hasChinesePredicate = (text: string): boolean =>
  text
    .replace(/[。！？.!?"“”‘’「」]/gu, "")
    .split(/[，,；;：:]/u)
    .some((clause) => STATES.test(clause) || ACT.test(clause.replace(DESCRIBES, "")));
