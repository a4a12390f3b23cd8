import { type TextLine, writtenLinesOf } from "./blank.ts";

/** The kind of a part of a mail: the newest message, an older or quoted one, or neither. */
export type MailPart = "new" | "old" | "apart";

const HEADER =
  /^(?:\*{0,2})(?:from|to|cc|bcc|date|sent|subject|reply-to|importance|attachments?|发件人|收件人|抄送|密送|主题|发送时间|日期|寄件者|收件者|主旨|von|an|gesendet|betreff|de|à|envoyé|objet|para|enviado(?: el)?|asunto|assunto|da|inviato|oggetto|van|aan|verzonden|onderwerp|från|till|skickat|ämne|od|do|wysłano|temat|от|кому|тема|дата)(?:\*{0,2})\s?[:：]/i;
const WROTE =
  /^(?:on .{6,120} wrote:|.{4,80} (?:wrote|writes):|am .{6,100} schrieb .{0,80}:|le .{6,120} a écrit ?:|el .{6,120} escribió:|il .{6,120} ha scritto:|在?.{4,60}写道[:：]|.{4,60}寫道[:：]|.{4,120} (?:napisał(?:\(?a\)?)?|escreveu|schreef .{0,80}|skrev .{0,80}|kirjoitti|пишет|написал(?:\(?а\)?)?):|(?=.{0,160}\d{1,2}[:.]\d{2})(?=.{0,160}@).{10,160}:|-{2,} ?(?:original message|forwarded message|原始邮件|转发邮件|原始郵件).{0,20}-{2,}|begin forwarded message:)$/i;
const QUOTED = /^\s{0,4}>/;
/** Below a message, the address of its list. */
const LIST_FOOTER =
  /^(?:[\w.-]{2,40} mailing list|_{20,80}|-{20,80}|unsubscribe\b.{0,200}|to (?:unsubscribe|manage).{0,200})$/i;
/** The line between a message and a signature, and the word that closes a letter. */
const SIGNED = /^-- ?$/;
const CLOSING =
  /^(?:(?:best|kind) regards ?\/ ?.{3,40}|(?:best|kind|warm|kindest|warmest|many|with best|with kind)(?: regards| wishes| thanks)?|(?:best )?regards|cheers|sincerely|yours(?: sincerely| faithfully| truly)?|sincerely yours|thanks(?: again| in advance| so much| a lot)?|thank you(?: very much)?|many thanks|all the best|take care|love|x{1,4}o?x?|xoxo|respectfully|cordially|mit (?:freundlichen|besten|herzlichen|lieben) grüßen|(?:viele|beste|liebe|freundliche|herzliche) grüße|(?:bien )?cordialement|bien à vous|(?:un )?saludos?(?: cordiale?s)?|atentamente|cordiali saluti|distinti saluti|atenciosamente|met vriendelijke groet(?:en)?|с уважением|此致|敬礼|敬禮|祝好|谢谢|謝謝|顺祝商祺|顺颂商祺|祝工作顺利)[,，.!。！]?$/i;
const GREETING =
  /^(?:dear|hi|hello|hey|good (?:morning|afternoon|evening)|greetings|各位|尊敬的|亲爱的|親愛的|您好|你好|大家好)/i;
/** A line of a signature is short and is not a sentence. */
const SIGNATURE_LINE = 70;
const SIGNATURE_LINES = 8;
/** "Mia", "Ann Lee", "张伟": a name by itself at the end of a message. */
const NAME =
  /^(?:[-–—] ?)?(?:\p{Lu}[\p{L}.'’-]{0,20}(?: \p{Lu}[\p{L}.'’-]{0,20}){0,2}|\p{Script=Han}{2,4})$/u;
/** The least number of characters of a message that says something by itself; a Chinese one counts twice. */
const TELLING = 60;
const HAN = /\p{Script=Han}/gu;
const ENDS_SENTENCE = /[.!?。！？]["”’)]?$/;
const NOTICE =
  /\b(?:confidential(?:ity)?|privileged|intended (?:solely|only|recipient|for the)|(?:in|by) error|disclosure|virus|unsubscribe|think before you print|consider the environment|click (?:on )?(?:any )?links?|open (?:any )?attachments?|originat\w{2,4} (?:from )?outside)\b|(?:保密|机密|機密|误收|誤收|仅供收件人|未经授权|病毒)/i;
const NOTICE_SUBJECT =
  /\b(?:e-?mails?|messages?|attachments?|communication|recipients?|sender|transmission)\b|邮件|郵件|信息|附件|收件人/i;

/** A mail or a thread of them, newest first. */
export class Mail {
  readonly #parts: readonly { line: TextLine; part: MailPart }[];

  /** Whether the newest message is more than a few words. */
  readonly isNewTelling: boolean;

  private constructor(text: string, parts: readonly { line: TextLine; part: MailPart }[]) {
    this.#parts = parts;
    let length = 0;
    for (const { line, part } of parts) {
      const said =
        part === "new" ? text.slice(line.start, Math.min(line.end, line.start + 200)) : "";
      if (!GREETING.test(said.trim())) length += said.replace(HAN, "__").length;
    }
    this.isNewTelling = length >= TELLING;
  }

  /** Undefined if the text has neither headers, nor quotes, nor a signature below dashes, nor both a greeting and a closing of a letter. */
  static read(text: string): Mail | undefined {
    const lines = writtenLinesOf(text);
    const words = lines.map(({ start, end }) =>
      text.slice(start, Math.min(end, start + 200)).trim(),
    );
    const bare = words.map((line) => line.replace(/^(?:>[ \t]?){1,8}/, ""));
    const headers = bare.filter((line) => HEADER.test(line)).length;
    const isLetter =
      bare.slice(0, 3).some((line) => GREETING.test(line)) &&
      bare.some((line) => CLOSING.test(line));
    const isThread = bare.some((line) => WROTE.test(line) || SIGNED.test(line));
    if (headers < 2 && !isLetter && !isThread) return undefined;
    let isOld = false;
    let signature = 0;
    let isOpen = false;
    const parts = lines.map((line, index) => {
      const own = bare[index] as string;
      const part = (): MailPart => (isOld || QUOTED.test(words[index] as string) ? "old" : "new");
      if (WROTE.test(own) || HEADER.test(own)) {
        // Several headers below a message introduce an older one; a single one is a date in its text.
        const isOne = !HEADER.test(bare[index - 1] ?? "") && !HEADER.test(bare[index + 1] ?? "");
        if (!isOne || WROTE.test(own)) isOld ||= isOpen;
        signature = 0;
        return { line, part: "apart" as const };
      }
      if (SIGNED.test(own) || CLOSING.test(own) || (isOpen && LIST_FOOTER.test(own))) {
        signature = SIGNATURE_LINES;
        return { line, part: "apart" as const };
      }
      const isShort = own.length <= SIGNATURE_LINE && !ENDS_SENTENCE.test(own);
      if (signature > 0 && isShort) {
        signature--;
        return { line, part: "apart" as const };
      }
      signature = 0;
      if (isOpen && NAME.test(own) && endsMessage(bare[index + 1])) {
        return { line, part: "apart" as const };
      }
      isOpen = true;
      return { line, part: part() };
    });
    return new Mail(text, parts);
  }

  /** The part in which a passage begins. */
  partAt(start: number): MailPart {
    let low = 0;
    let high = this.#parts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#parts[middle]?.line.start ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    return this.#parts[low - 1]?.part ?? "new";
  }
}

/** Whether a message ends before the line `next`. */
const endsMessage = (next: string | undefined): boolean =>
  next === undefined ||
  WROTE.test(next) ||
  HEADER.test(next) ||
  SIGNED.test(next) ||
  LIST_FOOTER.test(next);

/** "This e-mail is confidential and intended solely for ...": a notice, at any position. */
export const isNotice = (sentence: string): boolean => {
  const read = sentence.slice(0, 500);
  return NOTICE.test(read) && NOTICE_SUBJECT.test(read);
};
