import type { Word } from "../../text/words.ts";
import type { Gap, GapJudge } from "./gap.ts";

/** Judges gaps by punctuation, word boundaries, and the opening words of clauses. */
export class ChineseGaps implements GapJudge {
  readonly #source: string;
  readonly #words: readonly Word[];
  /** Offsets where a word of the sentence begins. */
  readonly #boundaries: ReadonlySet<number>;

  constructor(source: string, words: readonly Word[]) {
    this.#source = source;
    this.#words = words;
    segmenter ??= new Intl.Segmenter("zh", { granularity: "word" });
    this.#boundaries = new Set([...segmenter.segment(source)].map(({ index }) => index));
  }

  allows({ left, right }: Gap): boolean {
    const start = this.#words[left + 1]?.start ?? 0;
    const end = this.#words[right - 1]?.end ?? 0;
    const inside = this.#source.slice(start, end);
    if (/^（[^（）]*）$|^\([^()]*\)$/u.test(inside)) {
      // "Two questions: (1) how, (2) why"; "(only on servers)"; "4-(9-acridinyl)-benzene"; "use (not the other)".
      if (/^[（(][\p{Nd}一二三四五六七八九十a-z]{1,2}[)）]$/u.test(inside)) return false;
      if (/^[（(]\s?\p{Lu}[\p{Lu}\p{Nd}-]{1,9}\s?[)）]$/u.test(inside)) return false;
      // "(3～15 m)" is an amount; "(P<0.05)", "(n=20)", "(图3)" and "(2010)" are none.
      if (/\p{Nd}/u.test(inside) && !CITES.test(inside)) return false;
      if (namesAgain(this.#source, start, end)) return false;
      if (LIMITS.test(inside) || NEEDS_ASIDE.test(this.#source.slice(0, start))) return false;
      // "均重为(180±28)g": a measure has its unit behind it.
      return !/^[\p{Script=Latin}\p{N}%℃°]/u.test(this.#source.slice(end));
    }
    const isEdge = (at: number) => at >= this.#source.length || this.#boundaries.has(at);
    if (!isEdge(start) || !isEdge(end)) return false;
    // "Very small" stays, because a single remaining character sounds cut off.
    if (SPARE.has(inside)) {
      // "More easily": a comparison needs what it compares.
      if (/^[的地]/.test(this.#source.slice(end))) return false;
      // "Ever growing demands".
      if (inside === "不断" && /^\p{Script=Han}{1,3}的/u.test(this.#source.slice(end)))
        return false;
      if (/[更最很较越]$/.test(this.#source.slice(0, start))) return false;
      if (DEGREE.test(inside) && /^(?:程度|于|多|大|一)/.test(this.#source.slice(end)))
        return false;
      return !(DEGREE.test(inside) && this.#boundaries.has(end + 1));
    }
    const next = this.#text(right);
    if (PAST.test(inside)) return HAN.test(next) && !BEFORE_TIME.test(this.#source.slice(0, start));
    const isEnd = right >= this.#words.length || STOP.test(next);
    const marks = inside.match(/[，；：。]|[,;:](?!\p{Nd})/gu)?.length ?? 0;
    // An opening may be dropped up to its comma, if a main clause follows.
    if (left < 0 && MEANS.test(inside) && marks === 1)
      return STUDIES.test(this.#source.slice(end)) && !/[，,；;]/.test(inside.slice(0, -1));
    if (left < 0)
      return (
        OPENING.test(inside) &&
        !/(?:时|后|前|下|中的)[，,]\s?$/u.test(inside) &&
        marks <= 1 &&
        HAN.test(next) &&
        // "To save time and, to save money, …": only an opening that precedes everything else may be dropped.
        (inside.length < 8 || !/[，,]/.test(this.#source.slice(end)))
      );
    if (PAUSE.test(inside.charAt(0))) {
      if (/[：:]/u.test(inside)) return false;
      if (/^[，,](?:并且?|且)/u.test(inside) && CONDITION.test(this.#source.slice(0, start)))
        return false;
      if (isEnd) return this.#mayEnd(inside, start, marks);
      return (
        marks === 1 &&
        PAUSE.test(next) &&
        MEANTIME.test(inside.slice(1)) &&
        !/^[，,]\s?(?:以及|和|及|并|或)/.test(this.#source.slice(end)) &&
        inside.length >= LEAST_OF_CLAUSE
      );
    }
    return (
      marks === 1 &&
      PAUSE.test(this.#text(left)) &&
      PAUSE.test(inside.slice(-1)) &&
      MEANTIME.test(inside)
    );
  }

  /**
   * Whether the sentence may end before its last clause: the earlier part is a statement, and the last clause does not
   * take any of it back.
   */
  #mayEnd(clause: string, start: number, marks: number): boolean {
    const before = this.#source.slice(0, start);
    const said = clause.slice(1);
    const last = before.slice(Math.max(before.lastIndexOf("，"), before.lastIndexOf(",")) + 1);
    // "One is the coast, one is the plain".
    if (last.trim().slice(0, 2) === said.trim().slice(0, 2)) return false;
    if (SUBORDINATE.test(last.slice(0, HEAD)) || SETTING.test(last)) return false;
    if (CONDITION.test(before) || CONTRAST.test(said)) return false;
    if (/[）)]$|[：:]/u.test(before) || STEP.test(said) || HANGS.test(last)) return false;
    if (ANNOUNCES.test(before)) return false;
    if (
      (CONNECTIVE.test(said) && (marks === 1 || !/^[这该]/.test(said))) ||
      (marks === 1 && USE.test(said))
    )
      return true;
    if (said.length < LEAST_OF_LAST) return false;
    return marks === 1 && !/\p{Nd}/u.test(said) && this.#source.length >= LONG;
  }

  #text(index: number): string {
    const word = this.#words[index];
    return word ? this.#source.slice(word.start, word.end) : "";
  }
}

/** "糖尿病肾病(DN)…DN": whether a short name between brackets comes again. */
function namesAgain(source: string, start: number, end: number): boolean {
  const names = source.slice(start, end).match(/[A-Z][A-Za-z\p{Nd}-]*[A-Z\p{Nd}]/gu) ?? [];
  return names.some(
    (name) => source.slice(0, start).includes(name) || source.slice(end).includes(name),
  );
}

/** A bracket that limits or takes back what stands before it. */
const LIMITS = /^[（(]\s?(?:而?[仅只除不非无限未]|可选|如果|若)|仅限|除外/;
/** Words that need the bracket after them. */
const NEEDS_ASIDE = /(?:["“「『]|[-\p{Nd}'’]|使用|包括|[为是即如在和与或的])\s?$/u;
const CITES =
  /^[（(]\s?(?:例如|如(?!果)|比如|[PpnNtFrR尸]\s?[=<>＜＞≤≥＝]|图|表|见|参[见阅]|\[?\p{Nd}{1,2}\]|(?:19|20)\p{Nd}{2}|[\p{Script=Latin}\p{Script=Han}，,.&\s]{3,40}(?:19|20)\p{Nd}{2})/u;
const HAN = /\p{Script=Han}/u;
const PAUSE = /^[，；,;]$/u;
const STOP = /^[。！？.!?”」』）)]$/u;
/** Adverbs and particles that a Chinese sentence can do without. */
const SPARE = new Set(
  "非常 十分 相当 极其 极为 进一步 目前 不断 其实 随后 充分 大大 轻松 轻松地 较为 总共".split(" "),
);
/**
 * Times in the past, which the verb conveys anyway. Future times are never in this list, because they carry the news.
 */
const PAST = /^(?:昨[天日晚](?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上?|晚间)?|近日|日前)$/;
const BEFORE_TIME = /[在于从到至将自由]$/;
/**
 * Openings of a clause that only adds a detail. Openings of a further claim ("and so it emits", "at the same time") are
 * excluded.
 */
const CONNECTIVE = /^(?:包括|例如|比如|如(?!果)|尤其|特别|其中|用于|用来|这些?|该)/;

/** Clauses that state the use of a result. */
const USE =
  /^(?:可?为|以期?为?|从而为|具有|有)[^，]{0,40}(?:提供了?[^，]{0,16}(?:参考|依据|借鉴|基础|支持|支撑|思路|帮助)|(?:意义|价值|前景))$/u;

/** Openings of a clause that may be dropped from between two other clauses. */
const MEANTIME = /^(?:尤其|特别|例如|比如|如(?!果)|其中|此外)/;
/** "Among them X, Y and Z": a shorter part, in characters, may be the first of a list. */
const LEAST_OF_CLAUSE = 9;
const DEGREE = /^(?:非常|十分|相当|极其|极为|较为)$/;
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
  /^(?:影响|导致|造成|引[发起]|带来|由此|进而|以致|令|让|使|以为|深入|详细|初步|重点|系统|是|都|就|才|最终|最后|结果|均|则|而|用|对|以往|提出|建立|得到|设计|实现|给出|证明|表明|研究|分析|系统地|但|不过|然而|却|可是?|只是|并|而且|同时|从而|因此|所以|也|还|除非|否则|据|如果|若|[^，]{1,8}(?:说|称|表示|认为|指出|透露))/;
const CONDITION = /不仅|不但|一方面|如果|若|当|只要|假设|假如|只有|除非/;
/** Openings of a subordinate clause that only introduces the main clause. */
const SUBORDINATE =
  /若要?|有关|如果|如需|虽然|尽管|通过|对于?|为了?|由于|因为|除了?|随着|根据|按照|依据|只要|只有|无论|不管|即使|一旦|使用|利用|采用|针对|基于|围绕|运用|借助|结合|相反|首先|^(?:以(?![下上及便])|将|把|在|就|经)/;
/** A time, place or basis that introduces a clause. */
const SETTING = /^(?:当|在)[^，]{1,60}(?:时|后|前|中|上|下|内|里)$/;
/** Number of characters at the beginning of a clause that are enough to classify it. */
const HEAD = 14;

/** How a study was done, before what it studied. */
const MEANS =
  /^(?:通过对|采用|利用|运用|借助|结合|基于|根据|以[^，,]{2,40}为(?:例|对象|研究对象|背景|基础|切入点))[^。；：]*[，,]\s?$/u;
const STUDIES =
  /^(?:本文|对|就)?(?:研究(?!人员|者|小组|团队|表明|发现)|分析|探讨|讨论|考察|测定|比较|介绍|阐述|论述|建立|提出|设计|综述|评价|构建|总结|[^，,。]{4,30}进行了?(?:研究|分析|探讨|测定|评价|比较|模拟|优化))/u;

/** Openings of a sentence that may be dropped, up to the comma. */
const OPENING =
  /^(?:随着|作为|为了?|针对|经过|为(?:探讨|研究|了解|提高|解决|满足|实现|获得|验证|分析|进一步|明确|揭示|改善|保证|确保|探索|查明)|除此之外|此外|另外|同时|因此|所以|例如|比如|首先|其次|最后|然后|接着|随后|然而|但是?|不过|而且|并且|事实上|实际上|总之|与此同时|近年来|目前|如今|当然|其实|此时|接下来|具体来说)[^。；：]*[，,]\s?$/u;

let segmenter: Intl.Segmenter | undefined;
