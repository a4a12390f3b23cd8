import { type Blank, blank, type TextLine, writtenLinesOf } from "./blank.ts";

/** A line of a conversation, and the offset where its spoken text begins. */
interface SpokenTurn {
  line: TextLine;
  speaker: string;
  said: number;
}

/** "[00:12:03]", "12/05/2024, 10:02 -", "(10:02 AM)", "2024-05-01T10:02:31Z". */
const TIME =
  /^[[(<]?(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:T|,?[ \t]{1,2}))?(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,6})?Z?(?:[ \t]?[AaPp]\.?[Mm]\.?)?[\])>]?(?:[ \t]{0,2}(?:[-–—|][ \t]{1,2})?)/;
/** "Ana Ruiz:", "<bob>", "[Speaker 1]", "@dev:", "Chair (Ana):", "主持人：", "A 10:02:". */
const NAME =
  /^(?:<([^<>\n]{1,30})>|\[(\p{L}[\p{L}\p{N} .'’_-]{0,29})\][:：]?(?=[ \t]\S)|\*{0,2}@?((?:\p{L}[\p{L}\p{N}.'’_-]{0,20})(?:[ \t](?:\p{L}[\p{L}\p{N}.'’_-]{0,20}|\p{N}{1,3})){0,3})(?:[ \t]?[[(][^()[\]\n]{1,30}[\])])?(?:[ \t]{1,2}(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[ \t]?[AaPp][Mm])?)?\*{0,2}[:：]\*{0,2}|([\p{Script=Han}A-Za-z]{1,12}\p{N}{0,3})(?:[(（][^()（）\n]{1,20}[)）])?[ \t]?[:：])[ \t\u3000]{0,4}/u;
/** "Ana Ruiz  10:02 AM" on a line of its own, as chat clients copy it. */
const HEAD =
  /^\*{0,2}(\p{L}[\p{L}\p{N}.'’_-]{0,20}(?:[ \t]\p{L}[\p{L}\p{N}.'’_-]{0,20}){0,3})\*{0,2}(?:[ \t]{1,3}|[ \t]?[—–|-][ \t]?|,?[ \t]?[[(])(?:(?:today|yesterday|on)[ \t](?:at[ \t])?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4},?[ \t])?(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[ \t]?[AaPp]\.?[Mm]\.?)?[\])]?:?$/iu;
/** "安娜(10001)", "Ana Ruiz": the rest of a line that begins with a time, as other clients write it. */
const NAME_ALONE =
  /^(\p{L}[\p{L}\p{N}.'’_-]{0,20}(?:[ \t]\p{L}[\p{L}\p{N}.'’_-]{0,20}){0,2})(?:[(<（][^()<>（）\n]{1,40}[)>）])?\s{0,4}$/u;
/** "Mira (she/her)", on the line above the time. */
const NAME_ABOVE = /^\p{L}[\p{L}\p{N}.'’_ -]{0,30}(?:[(（][^()（）\n]{1,30}[)）])?$/u;
const NAME_MAX_LENGTH = 40;
/** Marks of direction, which exported chats have in front of a line or of "image omitted". */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const HEAD_MAX_LENGTH = 90;
/** Labels that name a topic or field rather than a speaker. */
const FIELD =
  /^(?:from|to|cc|bcc|subject|date|sent|re|fwd?|note|notes|warning|tip|tl;?dr|pros?|cons?|verdict|rating|price|version|os|platform|browser|environment|expected|actual|steps|url|http|https|email|e-mail|tel|phone|fax|address|present|apologies|absent|attendees|time|place|venue|location|agenda|item|action|actions|decision|decisions|resolved|agreed|优点|缺点|总结|结论|注意|提示|发件人|收件人|抄送|主题|日期|时间|地点|出席|缺席|电话|地址|邮箱|版本|决定|决议|行动项|议题|[甲乙丙]方|原告|被告)$/i;
const MIN_TURNS = 3;
/** Minimum share of lines that begin a turn, in a conversation with times and in one without. */
const MIN_SHARE = { timed: 0.3, named: 0.5 };

/** A conversation: a transcript of a meeting, an interview or a chat. */
export class Talk {
  /** The text with times blanked, and a blank line at the start of each turn; of the same length. */
  readonly text: string;
  readonly #turns: readonly SpokenTurn[];

  private constructor(text: string, turns: readonly SpokenTurn[]) {
    this.text = text;
    this.#turns = turns;
  }

  /** Undefined if the text is not a conversation: nobody speaks twice, or labels are rare. */
  static read(text: string): Talk | undefined {
    const lines = writtenLinesOf(text);
    const names = namesAlone(text, lines);
    const isTime = ({ start, end }: TextLine) =>
      end - start < NAME_MAX_LENGTH &&
      TIME.exec(text.slice(start, end).trim())?.[0] === text.slice(start, end).trim();
    const turns: SpokenTurn[] = [];
    const times: Blank[] = [];
    lines.forEach((line, index) => {
      const below = lines[index + 1];
      if (below && isTime(below) && NAME_ABOVE.test(text.slice(line.start, line.end).trim())) {
        const speaker = text.slice(line.start, line.end).trim().toLowerCase();
        turns.push({ line, speaker, said: line.end });
        times.push({ start: line.start, end: line.end, parts: true });
        return;
      }
      const head = text
        .slice(line.start, Math.min(line.end, line.start + HEAD_MAX_LENGTH))
        .replace(INVISIBLE, " ");
      const indent = head.length - head.trimStart().length;
      const stamp = TIME.exec(head.slice(indent))?.[0] ?? "";
      const time = stamp === "" ? "" : head.slice(0, indent + stamp.length);
      const rest = head.slice(time.length);
      const isShort = line.end - line.start < HEAD_MAX_LENGTH;
      const alone =
        (time === "" && isShort && HEAD.exec(rest)) ||
        (isShort && (time !== "" || names.has(rest.trim())) && NAME_ALONE.exec(rest));
      const found = alone || NAME.exec(rest);
      const speaker = found?.slice(1).find((name) => name !== undefined) ?? "";
      if (found && !FIELD.test(speaker)) {
        const said = line.start + time.length + found[0].length;
        turns.push({ line, speaker: speaker.toLowerCase(), said });
        if (alone) times.push({ start: line.start, end: line.end, parts: true });
        else if (time)
          times.push({ start: line.start, end: line.start + time.length, parts: true });
      } else if (time.length > 0) {
        times.push({ start: line.start, end: line.start + time.length });
      }
    });
    const counts = new Map<string, number>();
    for (const { speaker } of turns) counts.set(speaker, (counts.get(speaker) ?? 0) + 1);
    const recurring = [...counts.values()].filter((count) => count > 1);
    const returning = recurring.reduce((sum, count) => sum + count, 0);
    const share = times.length * 2 >= turns.length ? MIN_SHARE.timed : MIN_SHARE.named;
    const isTalk =
      turns.length >= MIN_TURNS &&
      counts.size >= 2 &&
      returning * 2 >= turns.length &&
      turns.length >= share * lines.length;
    return isTalk ? new Talk(blank(text, times), turns) : undefined;
  }

  /** The offset of the spoken text in a passage: after the label at its beginning. */
  saidFrom(start: number, end: number): number {
    const turn = this.#turns[this.#after(end) - 1];
    return turn && turn.line.start <= start && turn.said > start && turn.said <= end
      ? turn.said
      : start;
  }

  /** Starts of turns strictly inside a passage. */
  turnsWithin(start: number, end: number): number[] {
    const found: number[] = [];
    for (let at = this.#after(start + 1); at < this.#turns.length; at++) {
      const from = this.#turns[at]?.line.start ?? end;
      if (from >= end) break;
      found.push(from);
    }
    return found;
  }

  /** The first turn that starts at `position` or later. */
  #after(position: number): number {
    let low = 0;
    let high = this.#turns.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#turns[middle]?.line.start ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Names that stand alone on lines of a text, each several times. */
function namesAlone(text: string, lines: readonly TextLine[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { start, end } of lines) {
    if (end - start > NAME_MAX_LENGTH) continue;
    const line = text.slice(start, end).trim();
    if (CAPITALIZED.test(line)) counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count > 1).map(([name]) => name));
}
const CAPITALIZED =
  /^\p{Lu}[\p{L}.'’-]{0,20}(?: \p{Lu}[\p{L}.'’-]{0,20}){0,2}$|^\p{Script=Han}{2,4}$/u;

const DECIDES =
  /\b(?:(?:we|they|board|committee|council|team|group|everyone|all|both)(?:'ve| have| has)? (?:then |finally |also |unanimously |all )?(?:decided?|agreed?|approved?|resolved?|chose|settled?|voted|accepted?|rejected?)|(?:it )?(?:was|is|were|are) (?:decided|agreed|approved|resolved|adopted|rejected|postponed)|decision|decided|resolution|(?:let's|we(?:'ll| will)) (?:go with|postpone|cancel|move|keep|drop|ship|launch|use|do)|motion (?:was )?(?:carried|carries|passed|passes)|(?:fine|ok(?:ay)?|good|right|great|sure), .{2,40} it is\b|it is then\b|agreed that|conclusion)\b|^(?:decision|decided|agreed|resolved|resolution)\s?[:：]|决定|决议|同意|通过|批准|商定|一致认为|定下|敲定|否决|推迟到|改到|定在|結論|结论|決定|決議/i;
const ACTS =
  /\b(?:action(?: items?| points?)?|to-?do|next steps?|follow[- ]?up|deadline|due|assigned to|by (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|tonight|noon|the end of|end of|next|january|february|march|april|may|june|july|august|september|october|november|december|\d)|(?:i|we|you|he|she|they|\p{Lu}\p{Ll}+)(?:'ll| will| shall) (?!be\b|see\b)\p{L}+)|行动项|待办|负责|跟进|截止|之前完成|前提交|下一步|下周.{0,4}前|我来|我会|負責|跟進/iu;
const FILLER =
  /^(?:(?:\p{L}{1,12},? )?(?:(?:good )?(?:morning|afternoon|evening)[.!]?$|good (?:morning|afternoon|evening)|(?:hey |hi )?(?:folks|guys|everybody|everyone|all)[,.!]|welcome back|(?:the|this) (?:meeting|session) (?:is|was) (?:called to order|adjourned|closed|opened)|seconded|second[.!]?$|all agreed[.!]?$|(?:k|kk|ok|okay)?,? ?(?:thx|ty|tysm|np)(?![’'])|aye[.!]?$|all in favou?r|the minutes of .{3,40} (?:were|are) (?:approved|adopted|accepted)|hi|hello|hey|welcome|thanks?|thank you|bye|goodbye|see you|cheers|hmm+|um+|uh+|lol|haha|\+1|can (?:you|everyone|everybody) (?:all )?(?:hear|see)|you're on mute|sorry|let's (?:get started|begin|start|wrap up)|shall we (?:start|begin)|how (?:are|was|is) (?:you|everyone|your)|any (?:other|more) (?:business|questions)|i think that's (?:all|it)|that's (?:all|it)|is there anything else|anything else|you're welcome|glad (?:to|i could) help|happy to help|my pleasure|thanks for (?:joining|having|taking|coming|shopping|calling)|(?:i'm |we're )?sorry to hear)\b.{0,60}|(?:great|perfect|cool|nice|ok|okay|yes|yeah|yep|no|sure|right|exactly|fine|alright|got it|will do|sounds good|of course|absolutely|agreed)\b.{0,24}|(?:大家好|大家早|早上好|下午好|晚上好|你好|您好|谢谢|多谢|感谢|再见|好的|好吧|嗯|对|是的|行|可以|没问题|哈哈|收到|辛苦了|不客气|祝您|人(?:都)?(?:到)?齐|欢迎(?:收看|收听|来到|观看|加入)|感谢(?:收看|您的)|谢谢(?:邀请|您)|请问有什么|还有(?:其他|别的)(?:问题|需要)吗|人都?到齐|喂|听得(?:到|见)吗|能听到吗|那我们开始|我们开始吧|开始吧|今天就到这里|散会|早安|謝謝|再見|收到).{0,20})$/iu;
const SYSTEM =
  /^(?:\*{3} ?.{1,80}|.{1,40} (?:has )?(?:joined|left|quit)(?: (?:the|#).{0,40})?\.?|<[^<>]{1,30} omitted>|(?:image|video|audio|sticker|document|gif|contact card|media) omitted|(?:this|you deleted this) message(?: was deleted)?\.?|.{1,40} (?:added|removed|changed|created|pinned) .{1,60}|messages and calls are end-to-end encrypted.{0,100}|.{1,12}(?:加入了|退出了|撤回了|邀请).{0,20}|\[(?:图片|语音|表情|视频|文件|链接|image|photo|video|sticker)\])$/i;
/** Formalities of a meeting. */
const FORMAL = /^(?:the minutes of\b|(?:all )?agreed[.!]?$)/i;
/** A longer passage is neither a greeting nor a system message. */
const SHORT = 120;
const ASKS = /[?？]["”’』」）)]*$/;

/** The role of a sentence of a conversation, of minutes or of a mail. */
export const decides = (sentence: string): boolean => DECIDES.test(sentence.slice(0, 600));
export const acts = (sentence: string): boolean => ACTS.test(sentence.slice(0, 600));
/** Greetings, thanks, and phrases that only keep a conversation going. */
export const isFiller = (sentence: string): boolean =>
  sentence.length <= SHORT &&
  FILLER.test(sentence) &&
  (FORMAL.test(sentence) || !/\p{N}/u.test(sentence)) &&
  (FORMAL.test(sentence) || (!decides(sentence) && !acts(sentence)));
export const isOfSystem = (sentence: string): boolean =>
  sentence.length <= SHORT && SYSTEM.test(sentence.replace(INVISIBLE, "").trim());
export const asks = (sentence: string): boolean => ASKS.test(sentence);
