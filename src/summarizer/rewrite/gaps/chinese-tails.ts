import { isConditional } from "./chinese-endings.ts";
import { pausesIn } from "./chinese-openings.ts";

/** "采用X方法，提出了…": how it was done, before what was done. Whether it matters, the subject of the text decides. */
export const isOpeningOfMeans = (opening: string, rest: string): boolean =>
  MEANS.test(opening) && pausesIn(opening) === 1 && DONE.test(rest) && rest.length >= LEAST_OF_REST;

/**
 * Whether the last clause of a long sentence is a further step of those that come before: "…，并设计了…", "…，最后
 * 讨论了…", "…，以便…". What comes of something is none, nor is a clause that an earlier one needs.
 */
export function isFurtherClause(before: string, clause: string): boolean {
  const said = clause.slice(1).trim();
  if (!/^[，,；;]/u.test(clause) || pausesIn(clause) !== 1 || !FURTHER.test(said)) return false;
  if (RESULTS.test(said) || isConditional(before) || before.length < LEAST_BEFORE) return false;
  // A step of an instruction is missed.
  if (INSTRUCTS.test(before)) return false;
  const last = before.slice(
    Math.max(...["，", ",", "；", ";"].map((mark) => before.lastIndexOf(mark))) + 1,
  );
  // "记录可读取，并保存其读数的浮标": the noun that both clauses describe.
  if (/的[^的，,]{1,10}$/u.test(said) && !/的[^的，,]{1,12}$/u.test(last)) return false;
  if (SUBORDINATE.test(last) || /[：:]/u.test(before)) return false;
  // "Do the following steps, so that …" and "you can …, so that …" say little without their purpose.
  return !(FOR.test(said) && /以下|下列|此|如下|这|可以?|能|如何/u.test(before));
}

const MEANS =
  /^(?:通过(?!了)|采用|利用|运用|使用|借助|结合|基于|根据|依据|应用|针对|在[^，,]{2,40}(?:基础上|背景下|前提下)|以[^，,]{2,40}为(?:背景|基础|切入点|依据))[^。；：，,]*[，,]\s?$/u;
const DONE =
  /^\s?(?:本文|作者|笔者|我们)?(?:提出|建立|设计|研究|分析|探讨|讨论|考察|测定|比较|介绍|阐述|论述|综述|评价|构建|总结|开发|实现|得到|给出|推导|揭示|制备|合成|观察|检测|计算|模拟|对[^，,。]{4,40}进行)(?!人员|者)/u;
const LEAST_OF_REST = 14;
const FURTHER =
  /^(?:并(?!非|不)|最后|还|以便|便于|且|指出|讨论|探讨|总结|进行了?|(?:并)?(?:证明|验证)了?[^，,]{2,30}(?:有效|正确|可行|合理|优越|先进)性?$)/u;
const FOR = /^(?:以便|便于)/u;
/** Words of a clause that states a result or one side of a contrast. */
const RESULTS =
  /可能|会|将|由此|从而|因此|因而|进而|导致|造成|产生|结果|使得|致使|死|伤|但|却|不|未|没|无|否/u;
const INSTRUCTS =
  /(?:^|[，,])\s?(?:执行|运行|指定|输入|单击|点击|选择|打开)|必须|请|需要|务必|应当|步骤|若要/u;
/** Characters before a further clause, at least. */
const LEAST_BEFORE = 24;
const SUBORDINATE =
  /^\s?(?:若|如果|如需|虽然|尽管|通过|对于|为了?|由于|因为|随着|根据|按照|只要|只有|无论|即使|一旦|使用|利用|采用|针对|基于|借助|结合|当|在[^，,]*(?:时|后|前|中|下|上)$|以(?![下上及便])|将|把)/u;
