import type { PageLanguage } from "../../contract/language.ts";
import { MESSAGES } from "../pages/messages.ts";
import { WRITING } from "./writing-reasons.ts";

/** A phrase of the server, and its Chinese. */
export type Phrase = readonly [english: RegExp, chinese: string];

/** The phrases about one region in a decision (`Verdict.why`). */
const OF_A_REGION: readonly Phrase[] = [
  [/has its circuit breaker open/, "因连续失败而暂停使用"],
  [/is at capacity/, "已满负荷"],
  [/has no known grid intensity/, "电网强度未知"],
  [/cannot be compared: the edge's grid intensity is unknown/, "无法比较：边缘的电网强度未知"],
  [/is known by its \w+ intensity, the edge by its \w+ one/, "与边缘的电网强度口径不同"],
  [/is at an unknown distance/, "距离未知"],
  [/adds (\d+) ms, more than the ([\d.]+) ms allowed/, "太远：增加 $1 毫秒，上限为 $2 毫秒"],
  [/^too far: ([\d.]+) ms allowed$/, "太远：上限 $1 毫秒"],
  [/emits (\d+%) more than staying/, "比留在边缘多排放 $1"],
  [/emits (\d+%) less than staying, both by their yearly means/, "按年均值比留在边缘少排放 $1"],
  [
    /emits (\d+%) less than staying, a yearly mean against a figure of now/,
    "按年均值估计少排放 $1",
  ],
  [/emits (\d+%) less than staying/, "比留在边缘少排放 $1"],
  [/emits less only if the network takes little energy/, "只有网络能耗很低时才更少"],
  [/is not in the table/, "不在列表中"],
  [/none is equipped for it/, "没有区域具备所需的模型"],
];

/** Whole reasons; each may contain one of the phrases above. */
const WHOLE: readonly Phrase[] = [
  [/^No region can do this work now: (.+)\.$/, "目前没有区域能完成此任务：$1。"],
  [/^Stayed at the edge: moving light work is not worth it\.$/, "留在边缘：轻任务不值得迁移。"],
  [/^Stayed at the edge, as the caller requested\.$/, "按要求留在边缘。"],
  [/^Stayed at the edge: there is no region to move to\.$/, "留在边缘：没有可迁往的区域。"],
  [
    /^Stayed at the edge: its grid intensity is unknown, so no saving can be shown\.$/,
    "留在边缘：电网强度未知，无法证明节省。",
  ],
  [
    /^Stayed at the edge: (\S+), which was asked for, (.+)\.$/,
    "留在边缘：所要求的 $1 无法接受：$2。",
  ],
  [/^Stayed at the edge: (\S+) (.+), too little to move for\.$/, "留在边缘：$1 $2，不值得迁移。"],
  [
    /^Stayed at the edge: within ([\d.]+) ms the best region, ([^()]{1,60}\([^()]{1,80}\)|\S{1,60}), (.{1,300})\.$/,
    "留在边缘：$1 毫秒内最好的区域 $2 $3。",
  ],
  [
    /^Stayed at the edge: the nearest region, ([^()]{1,60}\([^()]{1,80}\)|\S{1,60}), (.{1,300})\.$/,
    "留在边缘：最近的区域 $1 $2。",
  ],
  [
    /^Stayed at the edge: no region can take the work; ([^()]{1,60}\([^()]{1,80}\)|\S{1,60}) (.{1,300})\.$/,
    "留在边缘：没有区域能接受；$1 $2。",
  ],
  [/^Moved to (\S+) \((.+?)\), as the caller requested\.$/, "按要求迁往 $1（$2）。"],
  [
    /^Moved to (\S+) \((.+?)\): the edge cannot do this work\.$/,
    "迁往 $1（$2）：边缘无法完成此任务。",
  ],
  [
    /^Moved to (\S{1,60}) \(([^()]{1,80})\), which (.{1,200}) and adds (\d{1,9}) ms\.$/,
    "迁往 $1（$2）：$3，增加 $4 毫秒。",
  ],
  [
    /^Kept in (\S{1,60}) \(([^()]{1,80})\), which ([^;]{1,200}); (\S{1,60}) is hardly better\.$/,
    "仍在 $1（$2）：$3；$4 相差无几。",
  ],
  [
    /^Held out at the edge to measure the saving: (\S+) (.+)\.$/,
    "作为对照留在边缘，以测量节省：$1 $2。",
  ],
  [
    /^(\S+) gave no usable answer, so the edge did the work\.$/,
    "$1 没有给出可用的结果，由边缘完成。",
  ],
  [/^(\S+) gave no usable answer, so (\S+) did the work\.$/, "$1 没有给出可用的结果，由 $2 完成。"],
  [/^It (.{1,200}) and adds (\d{1,9}) ms\.$/, "该区域$1，增加 $2 毫秒。"],
  ...WRITING,
];

const MOVED = /^Moved to (\S{1,60}) \([^()]{1,80}\), which (.+)$/;

/**
 * A reason of the server, which writes English, in the language of the page, and the language that it is in: one that
 * is not known here stays English.
 */
export function reasonIn(
  language: PageLanguage,
  reason: string,
): { text: string; lang: PageLanguage } {
  if (language === "en" || reason === "") return { text: reason, lang: language };
  const text = translated(reason);
  return /[a-z] [a-z]/i.test(text) ? { text: reason, lang: "en" } : { text, lang: "zh" };
}

/** A reason beside the name of the place: a move begins with what speaks for it, and regions have their names. */
export function reasonBeside(
  language: PageLanguage,
  reason: string,
): { text: string; lang: PageLanguage } {
  const { text, lang } = reasonIn(language, reason.replace(MOVED, "It $2"));
  return { text: withNames(text, lang), lang };
}

function withNames(text: string, language: PageLanguage): string {
  const names = Object.entries(MESSAGES[language].regionNames);
  return names.reduce(
    (all, [id, name]) => all.replace(new RegExp(`(?<![\\w:-])${id}(?![\\w:-])`, "g"), name),
    text,
  );
}

function translated(reason: string): string {
  const whole = WHOLE.find(([english]) => english.test(reason));
  const outer = whole ? reason.replace(...whole) : reason;
  const part = OF_A_REGION.find(([english]) => english.test(outer));
  return part ? outer.replace(...part) : outer;
}
