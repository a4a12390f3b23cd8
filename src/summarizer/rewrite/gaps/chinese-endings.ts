import { pausesIn } from "./chinese-openings.ts";

/**
 * Whether the sentence may end behind `before`, without its last clause, which begins with a comma and adds a detail:
 * examples, or the use of a result.
 */
export const mayEnd = (before: string, clause: string): boolean =>
  isWhole(before, clause) &&
  (CONNECTIVE.test(clause.slice(1)) || (pausesIn(clause) === 1 && USE.test(clause.slice(1))));

/**
 * Whether the last clause of a long sentence is a statement beside the earlier ones, which are whole without it. The
 * subject of the text decides whether it matters.
 */
export function isFurtherStatement(before: string, clause: string): boolean {
  const said = clause.slice(1);
  if (!isWhole(before, clause) || pausesIn(clause) !== 1 || said.length < LEAST_OF_LAST)
    return false;
  if (RESULTS.test(said) || /\p{Nd}/u.test(said)) return false;
  // "重量轻、耗电少，寿命长等优点": the rest of a list.
  if (/、|等/.test(said) && /、[^，,。；]*$/u.test(before)) return false;
  if (/等[^，,]{0,6}(?:方面|优点|特点|问题|因素|环节|内容|原因|步骤)$/u.test(said)) return false;
  return POINTS_BACK.test(said) || before.length + clause.length >= LONG;
}

/** Whether the earlier part is a statement, and the last clause does not take any of it back. */
function isWhole(before: string, clause: string): boolean {
  const said = clause.slice(1);
  const last = before.slice(before.search(/[^，,。.；;]*$/u));
  // "One is the coast, one is the plain".
  if (last.trim().slice(0, 2) === said.trim().slice(0, 2)) return false;
  if (SUBORDINATE.test(last.slice(0, HEAD)) || SETTING.test(last)) return false;
  if (CONDITION.test(before) || CONTRAST.test(said)) return false;
  if (/[）)]$|[：:]/u.test(before) || STEP.test(said) || HANGS.test(last)) return false;
  return !ANNOUNCES.test(before) && !DEFINES.test(last);
}

/** Whether a clause between two others, without its commas, adds a detail only. */
export const isMeantime = (clause: string): boolean => MEANTIME.test(clause);

export const isConditional = (part: string): boolean => CONDITION.test(part);

/**
 * Openings of a clause that only adds a detail. Openings of a further claim ("and so it emits", "at the same time") are
 * excluded.
 */
const CONNECTIVE = /^(?:包括|例如|比如|如(?!果)|尤其|特别|其中|用于|用来)/;
const POINTS_BACK = /^(?:这些?|该)/;
/** Consequences, which are mostly the news of the sentence, and what each of several things is. */
const RESULTS =
  /造成|导致|引起|使得|因此|从而|不|未|没|无|^(?:缩短|提高|降低|增加|减少|改善|促进|加快|增强|扩大|节省|减轻|优化|保证|确保|推动|实现|它|每|两者|二者|前者|后者|各)/u;
/** "Docking is a way": the next clause says which. */
const DEFINES =
  /(?:是|为)[^，。]{0,24}一[种个类项](?:[\p{Script=Han}\p{Script=Latin}]{0,6})$|称为[^，。]{2,20}$/u;
/** Clauses that state the use of a result. */
const USE =
  /^(?:可?为|以期?为?|从而为|具有|有)[^，]{0,40}(?:提供了?[^，]{0,16}(?:参考|依据|借鉴|基础|支持|支撑|思路|帮助)|(?:意义|价值|前景))$/u;
/** Openings of a clause that may be dropped from between two other clauses. */
const MEANTIME = /^(?:尤其|特别|例如|比如|如(?!果)|其中|此外)/;
/** "With the support of": the clause still needs the action that follows it. */
const HANGS =
  /在[^，]{1,60}(?:下|时|后|前|期间|中)$|(?:方面|角度|入手|以来|之后|以后|之前|期间|同时|过程中)$/;
/** "Approved a plan of thirty million, to rebuild the bridge": the next clause says what it is. */
const ANNOUNCES = /(?:计划|方案|决定|协议|办法|措施|建议|要求|消息|声明|报告|问题|工程|项目)$/;
/** Openings of a further step in a procedure, which is more than a detail. */
const STEP = /^(?:再|然后|接着|最后|随后|并?(?:请|单击|点击|选择|输入|运行|按|打开|创建|删除))/;
/** Below this length, in characters, a sentence keeps every clause that has no marker. */
const LONG = 45;
/** "And so hard to find": a short last clause is the end of a list, or what follows from it. */
const LEAST_OF_LAST = 12;
/** Openings that take back part of a statement, add a claim or a result to it, or attribute it. */
const CONTRAST =
  /^(?:改为|而是|转而|以?及|和|与|或|影响|导致|造成|引[发起]|带来|由此|进而|以致|令|让|使|以为|深入|详细|初步|重点|系统|是|都|就|才|最终|最后|结果|均|则|而|用|对|以往|提出|建立|得到|设计|实现|给出|证明|表明|研究|分析|系统地|但|不过|然而|却|可是?|只是|并|而且|同时|从而|因此|所以|也|还|除非|否则|据|如果|若|[^，]{1,8}(?:说|称|表示|认为|指出|透露))/;
const CONDITION = /不仅|不但|一方面|如果|若|当|只要|假设|假如|只有|除非/;
/** Openings of a subordinate clause that only introduces the main clause. */
const SUBORDINATE =
  /若要?|有关|如果|如需|虽然|尽管|通过|对于?|为了?|由于|因为|除了?|随着|根据|按照|依据|只要|只有|无论|不管|即使|一旦|使用|利用|采用|针对|基于|围绕|运用|借助|结合|相反|首先|^(?:以(?![下上及便])|将|把|在|就|经)/;
/** A time, place or basis that introduces a clause. */
const SETTING = /^(?:当|在)[^，]{1,60}(?:时|后|前|中|上|下|内|里)$/;
/** Number of characters at the beginning of a clause that are enough to classify it. */
const HEAD = 14;
