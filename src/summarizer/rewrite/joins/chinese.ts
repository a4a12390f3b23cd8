import type { Rewriting } from "../checks.ts";

/** Words that a Chinese headline may add anywhere: particles, and the verbs and nouns that frame a title. */
const ADDED =
  /^(?:[的与和及或之中在对从到由以于等论]|以及|基于|研究|分析|应用|设计|方法|探讨|影响|作用|实现|使用|关于|浅谈|浅析|试论)/;
/** The same at its beginning, where "use" would say what nobody does. */
const OPENS = /^(?:[对论]|基于|研究|分析|探讨|关于|浅谈|浅析|试论)/;
/** A piece behind one of these is denied in the source, or left out of what it says, or begins within "必须". */
const DENIES = /[不未无非没]$|必$|除了?\s?$/u;

/** The same for Chinese: null if the headline is one piece of the source, of whole words. */
export function newChineseJoin({ source, candidate }: Rewriting): string | null {
  const [piece, ...others] = piecesOf(source, candidate);
  if (piece === undefined) return null;
  return others.length === 0 && isWhole(source, piece) ? null : [piece, ...others].join("");
}

/** A text as the longest pieces, from left to right, that the source has; without those that a headline may add. */
function piecesOf(source: string, text: string): string[] {
  const pieces: string[] = [];
  for (let start = 0; start < text.length; ) {
    let end = start + 1;
    while (end < text.length && source.includes(text.slice(start, end + 1))) end++;
    const [added = ""] = (start === 0 ? OPENS : ADDED).exec(text.slice(start)) ?? [];
    if (added.length >= end - start) {
      start += added.length;
      continue;
    }
    const piece = text.slice(start, end).replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, "");
    if (piece !== "") pieces.push(piece);
    start = end;
  }
  return pieces;
}

/** "部署到" needs what stands before its object: "将服务部署到". */
const OBJECT = /[将把]\s?$/u;
/** Modal verbs, which mark a statement; a name has none. */
const STATES = /(?<!可)(?:应当?|必须|将会?|可以|需要?)(?=\p{Script=Han}{2})/u;
/** "Suitable for Windows": a modifier whose noun may follow. */
const MODIFIES = /(?:适用于|面向|用于)[^的]*$/u;

/** Whether a statement begins within a clause, or a modifier has lost its noun: "for Windows [devices]". */
function isTornClause(source: string, piece: string, at: number): boolean {
  const isBegun = at > 0 && /[\p{L}\p{N}]\s?$/u.test(source.slice(0, at));
  if (isBegun && STATES.test(piece)) return true;
  return MODIFIES.test(piece) && /^\s?\p{L}/u.test(source.slice(at + piece.length));
}

/** "创建擦除" of "创建擦除请求": a verb with half of its object; "配置的实例" of "要配置的实例": a torn modifier. */
function isTornObject(source: string, piece: string, at: number, isTerm: boolean): boolean {
  if (/[要需将可能会应]\s?$/u.test(source.slice(0, at)) && /^\p{Script=Han}{1,16}的/u.test(piece))
    return true;
  // "记录添加注释" of "向记录添加注释": the object of a preposition, and the verb behind it.
  if (
    /(?:[向给往朝对从为]|构建|建设|打造|推动|促进)\s?$/u.test(source.slice(0, at)) &&
    ACTS_WITHIN.test(piece)
  )
    return true;
  // "读取" of "读取或打印": the first of two verbs.
  if (ACTS_LAST.test(piece) && /^\s?(?:或|和|、|与|并|及)/u.test(source.slice(at + piece.length)))
    return true;
  // "从码头的东侧" of "从码头的东侧或西侧出发": where something is done.
  const isCircumstance = /^(?:从|在|向|通过)/u.test(piece);
  if (isCircumstance && !DONE.test(withoutBracket(source.slice(at + piece.length)))) return true;
  // "本示例使用": what it is an example of stands elsewhere.
  if (/[本该]\s?$/u.test(source.slice(0, at))) return true;
  const rest = source.slice(at + piece.length);
  return ACTS.test(piece) ? !DONE.test(withoutBracket(rest)) : !isTerm && goesOn(rest);
}

/** "创建航行|请求": whether a noun goes on; a bracket does not end it: "记录大小（不含注释）小至". */
const goesOn = (rest: string): boolean => {
  const next = withoutBracket(rest).trimStart();
  // "ID _ 浮标": the rest of an identifier.
  if (/^\s?_/u.test(rest)) return true;
  return /^\p{L}/u.test(next) && !rest.startsWith("\n") && !MAY_FOLLOW.test(next);
};

const withoutBracket = (rest: string): string =>
  rest.replace(/^\s?(?:（[^（）]{1,60}）|\([^()]{1,60}\))/u, "");

/** A pause or a further task may follow a task; in "调整码头|上的灯" the object goes on instead. */
const DONE =
  /^\s?(?:$|[\p{P}\p{S}\n]|[并和或及与以来后]|之[前后]|的(?:步骤|过程|方法|信息|说明|指南|流程))/u;

/** Verbs in which a task begins. */
const VERBS =
  "(?:调整|扩展|升级|移动|监控|创建|发现|解决|使用|配置|管理|计算|查看|设置|添加|安装|编辑|更改|修改|删除|部署|导入|导出|运行|指定|选择|访问|启用|生成|更新|监视|迁移|注册|复制|处理|加载|卸载|保存|打开|关闭|检索|发送|接收|执行|调用|验证|检查|发布|连接|测试|调试|擦除|清理|备份|还原)";
const ACTS = new RegExp(`^(?:如何)?${VERBS}`, "u");
const ACTS_WITHIN = new RegExp(`.(?:${VERBS}|提供|带来|创造).`, "u");
const ACTS_LAST = new RegExp(`.${VERBS}$`, "u");
/** The characters and words that can follow a complete object. */
const MAY_FOLLOW =
  /^(?:[是在和与及或以并也都将可会能有为等中上下时后前来使让由从到对把被应不了最只仅仍还则就称指因而但若如需要进其它]|提供|包[括含]|用于|支持|允许|具有|定义|显示|存储|返回|通过|根据|之|之间|期间|必须|所|无|未|至|直|自动|决定|宣布|表示|认为|发现|说|称|指出|出现|成为|属于|位于|来自|适用|存在|产生|影响|变|占|给|做|使|方便|具备|拥有|取决|依赖|负责|介绍|描述)/u;

/** "时表" of "潮时表": a single character behind another one is mostly the end of a word that no dictionary has. */
const isTornWord = (
  source: string,
  piece: string,
  at: number,
  edges: ReadonlySet<number>,
): boolean =>
  edges.has(at + 1) &&
  piece.length > 1 &&
  /^\p{Script=Han}$/u.test(source.charAt(at - 1)) &&
  edges.has(at - 1) &&
  !/^[新旧大小多高低全各双三两]/u.test(piece) &&
  !/[的是了在和与或及、对将把向为从被让使]/u.test(source.charAt(at - 1));

/** A piece that a text repeats more often than this counts as one of its terms. */
const MOST_ONCE = 3;

let segmenter: Intl.Segmenter | undefined;

/** The offsets between the words of a source. */
function edgesOf(source: string): ReadonlySet<number> {
  segmenter ??= new Intl.Segmenter("zh", { granularity: "word" });
  const edges = new Set([source.length]);
  for (const { index } of segmenter.segment(source)) edges.add(index);
  return edges;
}

/** Whether the source has a piece as whole words, not denied, and not before the noun that it describes. */
function isWhole(source: string, piece: string): boolean {
  const edges = edgesOf(source);
  const isTerm = source.split(piece).length > MOST_ONCE;
  for (let at = source.indexOf(piece); at >= 0; at = source.indexOf(piece, at + 1)) {
    if (
      edges.has(at) &&
      edges.has(at + piece.length) &&
      !DENIES.test(source.slice(0, at)) &&
      !(OBJECT.test(source.slice(0, at)) && /[到为成给]/.test(piece)) &&
      !isTornWord(source, piece, at, edges) &&
      !isTornClause(source, piece, at) &&
      !isTornObject(source, piece, at, isTerm) &&
      !/^\s?的/.test(source.slice(at + piece.length, at + piece.length + 2))
    ) {
      return true;
    }
  }
  return false;
}
