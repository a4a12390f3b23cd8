import type { SentenceSpan } from "../sentences.ts";

/** The role of a sentence in an issue report. */
export interface IssueRole {
  /** A heading of the form, or text below one that says nothing about the problem itself. */
  isApart: boolean;
  /** Factor of its salience. */
  weight: number;
}

/** Sections of a form. The weight is 0 for steps, versions and logs, which are read only if there is nothing else. */
const SECTIONS: readonly (readonly [name: RegExp, weight: number])[] = [
  [
    /^(?:(?:please )?describe (?:the|your) (?:bug|issue|problem|feature)|(?:bug |problem |issue )?description|actual(?: (?:behaviou?r|results?|output))?|current (?:behaviou?r|results?)|what (?:actually )?happen(?:s|ed)(?: instead)?|what(?:'s| is) (?:wrong|the (?:problem|issue))|observed(?: (?:behaviou?r|results?))?|(?:the )?problem|问题描述|实际(?:结果|行为|表现|情况)|现象|问题现象)/i,
    2,
  ],
  [
    /^(?:expected(?: (?:behaviou?r|results?|output))?|what (?:did you|you|I) expect(?:ed)?(?: to happen)?|desired behaviou?r|期望(?:结果|行为|表现)?|预期(?:结果|行为|表现)?)/i,
    0.8,
  ],
  [
    /^(?:additional (?:context|information|notes)|possible (?:solution|fix)|workaround|补充(?:说明|信息))/i,
    1,
  ],
  [
    /^(?:checklist|prerequisites|preflight checklist|before submitting|(?:steps )?(?:to|for) reproduc(?:e|ing|tion)(?: the (?:bug|issue|problem|behaviou?r))?|how to reproduce|reproduction(?: steps)?|desktop|smartphone|screenshots?|复现步骤|重现步骤|操作步骤|截图)/i,
    0,
  ],
  [
    /^(?:environment(?: info(?:rmation)?)?|(?:system|debug) info(?:rmation)?|(?:app |os |browser |library |package |software )?versions?|(?:relevant |console )?logs?(?: output)?|console(?: output)?|stack ?trace|环境(?:信息)?|系统环境|版本(?:信息)?|日志)/i,
    0,
  ],
];
/** The rest of a heading: "Desktop (please complete the following information):". */
const REST = /^\s?(?:[(（][^()（）]{1,80}[)）])?\s?[?？]?\s?(?:[:：]|$)/;
const MAX_HEADING = 80;
const MIN_SECTIONS = 2;

/** The roles of all sentences of a text that follows the form of an issue tracker; undefined for other texts. */
export function issueRoles(text: string, spans: readonly SentenceSpan[]): IssueRole[] | undefined {
  const found = new Set<RegExp>();
  let weight = 1;
  const roles = spans.map(({ start, end, opens }): IssueRole => {
    const head = text.slice(start, Math.min(end, start + MAX_HEADING)).replace(/[*_#]/g, "");
    const section = opens ? sectionOf(head) : undefined;
    if (!section) return { isApart: weight === 0, weight };
    found.add(section.name);
    weight = section.weight;
    const isHeading = section.isAlone && end - start <= MAX_HEADING;
    return { isApart: isHeading || weight === 0, weight };
  });
  return found.size >= MIN_SECTIONS ? roles : undefined;
}

function sectionOf(head: string): { name: RegExp; weight: number; isAlone: boolean } | undefined {
  for (const [name, weight] of SECTIONS) {
    const label = name.exec(head)?.[0];
    if (label === undefined) continue;
    const rest = REST.exec(head.slice(label.length))?.[0];
    if (rest === undefined) return undefined;
    return { name, weight, isAlone: head.slice(label.length + rest.length).trim() === "" };
  }
  return undefined;
}
