import { pick } from "./random.ts";

/** Reports from towns that do not exist, made by rule: no two alike, and each with something to find. */
export type DemoLanguage = "en" | "zh";

const EN = {
  places: ["Alder Quay", "Brackwater", "Corran Bridge", "Dunmere", "Eastholm", "Fennick", "Garrow"],
  bodies: ["the harbour board", "the town council", "the water company", "the school trust"],
  matters: ["the tidal turbine", "the night bus", "the old grain store", "the flood wall"],
  actions: [
    "approved",
    "postponed",
    "asked for a second study of",
    "cut the budget of",
    "reopened",
  ],
  causes: [
    "after a winter of high water",
    "because the first tender came in too high",
    "against the advice of its own engineers",
    "following a petition signed by {n} residents",
  ],
  effects: [
    "Work begins in {month} and should take {k} weeks.",
    "The decision saves about {n} pounds a year, its treasurer said.",
    "Residents of the lower streets expect {k} fewer days of closure.",
    "A vote on the remaining {k} points was put off until {month}.",
    "Critics say that the figures of {month} do not support the plan.",
    "The measured flow reached {n} cubic metres on the {k}th of {month}.",
  ],
  months: ["March", "April", "May", "June", "September", "October"],
};

const ZH = {
  places: ["青石镇", "临江村", "白鹭湾", "南桥", "云岭", "柳河", "东渡口"],
  bodies: ["镇政府", "港务处", "自来水公司", "学校理事会"],
  matters: ["潮汐电站", "夜间公交", "旧粮仓改造", "防洪堤"],
  actions: ["批准了", "推迟了", "要求重新评估", "削减了经费用于", "重新启动了"],
  causes: [
    "因冬季水位偏高，",
    "由于首次投标报价过高，",
    "在工程师提出异议之后，",
    "收到{n}名居民联名请愿后，",
  ],
  effects: [
    "工程将于{month}开工，预计历时{k}周。",
    "据财务负责人介绍，此举每年可节省约{n}元。",
    "低洼街区的居民预计封路天数将减少{k}天。",
    "其余{k}项议题的表决推迟到{month}举行。",
    "反对者认为{month}的数据并不支持这一方案。",
    "{month}{k}日测得的流量达到每秒{n}立方米。",
  ],
  months: ["三月", "四月", "五月", "六月", "九月", "十月"],
};

/** A text of about `characters` characters. */
export function textOf(language: DemoLanguage, characters: number, random: () => number): string {
  const words = language === "en" ? EN : ZH;
  const fill = (template: string) =>
    template
      .replace("{n}", String(Math.round(200 + random() * 9_800)))
      .replace("{k}", String(Math.round(2 + random() * 26)))
      .replace("{month}", pick(words.months, random));
  const decision = () => {
    const [place, body, matter, action, cause] = [
      pick(words.places, random),
      pick(words.bodies, random),
      pick(words.matters, random),
      pick(words.actions, random),
      fill(pick(words.causes, random)),
    ];
    return language === "en"
      ? `In ${place}, ${body} ${action} ${matter} ${cause}.`
      : `${cause}${place}${body}${action}${matter}。`;
  };
  const joint = language === "en" ? " " : "";
  const paragraphs: string[] = [];
  for (let length = 0; length < characters; ) {
    const effects = Array.from({ length: 2 + Math.floor(random() * 3) }, () =>
      fill(pick(words.effects, random)),
    );
    const paragraph = [decision(), ...effects].join(joint);
    paragraphs.push(paragraph);
    length += paragraph.length + 2;
  }
  return paragraphs.join("\n\n").slice(0, characters);
}
