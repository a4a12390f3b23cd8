/** Lines that programs write: stack traces, logs, versions, commands. Longer sentences are not checked. */
const LONGEST = 400;

const TRACE =
  /^(?:at .{0,200}\(.{1,200}:\d+(?::\d+)?\)|at [\w$.<>[\]]{3,120} ?\(.{0,200}\)|at (?:async )?\S{1,200}:\d+:\d+|File ".{1,200}", line \d+.{0,80}|Traceback \(most recent call last\):?|Caused by: .{1,200}|\.{3} \d+ (?:more|common frames omitted)|(?:[a-z_][\w.]{0,80}\.)?[A-Z]\w{0,60}(?:Error|Exception|Warning|Fault)\b: .{0,300}|Exception in thread .{1,100}|goroutine \d+ \[.{1,40}\]:|panic: .{1,200}|(?:note: )?run with `\w+=.{1,40}|thread '.{1,40}' panicked at .{1,200}|(?:FATAL EXCEPTION|Fatal Exception): .{1,200}|Process: [\w.]{3,100}, PID: \d.{0,20}|(?:exit status|[Pp]rocess (?:finished|exited) with (?:exit )?code|exited with code) \d{1,4}\b.{0,60}|(?:\/[\w.@+-]{1,60}){2,12}:\d{1,6}\b.{0,60}|[a-z]\w{0,40}\.[\w.$]{1,80}\(.{0,80}\)$|\^+~*|0x[0-9a-f]{6,16}\b.{0,200}|#\d+ +0x[0-9a-f]{4,16}.{0,200})/;
const LOG =
  /^(?:\[?\d{4}[-/]\d{2}[-/]\d{2}[T ]\d{2}:\d{2}(?::\d{2})?(?:[.,]\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})?\]?|\[?\d{2}:\d{2}:\d{2}(?:[.,]\d{1,6})?\]?)\s{0,4}(?:\[[^\]]{1,60}\]\s?)?(?:DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL|TRACE|CRITICAL)\b|^(?:npm (?:ERR!|WARN)|error\[E\d{4}\]|E {3,}|\[(?:INFO|ERROR|WARN|DEBUG)\])/;
const VERSION =
  /^(?:[-*] )?\*{0,2}(?:(?:current |latest |stable )?version|release|os|operating system|platform|browser|node(?:\.js)?|python|java|npm|yarn|ruby|php|rust|go|kernel|cpu|gpu|ram|memory|device|model|locale|environment|版本|操作系统|浏览器|环境|系统|平台)\*{0,2}(?: version)?\s?[:：=]?\*{0,2} ?(?:v?\d[\w.+-]{0,40}|[A-Z][\w .()+-]{0,60}\d[\w.()+-]{0,30})\.?$/i;
/** "Java 17.0.2, macOS 14.1". */
const VERSIONS =
  /^(?=.{0,80}\d\.\d)(?:[\p{L}.+#]{1,20}(?: [\p{L}.]{1,15}){0,2} v?\d{1,5}(?:\.\d{1,5}){0,3}[\w-]{0,10}(?:, |; | \/ |\.?$)){2,6}$/u;
const BARE_VERSION = /^v?\d{1,4}\.\d{1,4}(?:\.\d{1,6})?(?:[-+][\w.]{1,30})?(?: ?\(.{1,40}\))?\.?$/;
const BADGES =
  /^(?:\[?!\[[^\]]{0,100}\](?:\([^()]{0,300}\)|\[[^\]]{0,60}\])?\]?(?:\([^()]{0,300}\)|\[[^\]]{0,60}\])?\s{0,4}){1,12}$/;
const LICENSE =
  /^(?:(?:(?:this (?:project|software|package|library|work|repository|code)|\w{2,20}) is )?(?:released |licensed |distributed |available )?under the (?:terms of the )?[\w.+ -]{2,40} licen[sc]e|licen[sc]e: .{1,40}|(?:the )?[\w.+-]{2,20}(?: \d\.\d)? licen[sc]e)\.?(?:[ ,]{1,2}(?:[-–—] )?see .{1,80})?$/i;
/** "pip install x", "$ orr import data.csv": a command. */
const COMMAND =
  /^(?:(?:[$#%>] )(?:sudo )?[a-z][\w./-]{1,30}(?: .{0,200})?|(?:sudo )?(?:pip3?|npm|npx|yarn|pnpm|brew|apt|apt-get|dnf|yum|cargo|go|gem|conda|composer|docker|kubectl|helm|git|make|curl|wget) (?:-{1,2}\w+ )?(?:install|add|i|get|run|exec|clone|build|pull|push|up|start|init|create|apply|-\S+|https?:\S+)(?: [^.!?]{0,160})?)$/;
/** Directives of reStructuredText and AsciiDoc: ".. image:: x", ":target: y". */
const DIRECTIVE =
  /^(?:\.\. .{1,300}|:[a-z][\w-]{1,20}: ?.{0,200}|\[(?:source|NOTE|TIP)[^\]]{0,60}\])$/;
const COMMENT = /^(?:\/\/|\/\*|\*\/|<!--|#!|;;|REM |--\s{1,4}\[\[).{0,300}$/;
const CONTACT =
  /^(?:\W{0,4}(?:tel|phone|ph|fax|mob(?:ile)?|cell|e-?mail|web(?:site)?|address|addr|电话|電話|手机|手機|传真|傳真|邮箱|郵箱|地址|网址|網址|微信|邮编|郵編|联系电话|联系人)\s?[.:：)]?\s?)?(?:\+?\(?\d[\d\s().\-/]{6,20}\d|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|(?:https?:\/\/|www\.)\S{3,200})(?:\s?(?:ext|x|转|轉)\.? ?\d{1,6})?[.,;]?$/i;
const CONTACT_LABEL =
  /^(?:tel|phone|ph|fax|mob(?:ile)?|cell|e-?mail|skype|twitter|instagram|linkedin|telegram|whatsapp|signal|wechat|qq|微信号?|公众号|(?:opening|office|business|visiting) hours|营业时间|办公时间|电话|電話|手机|手機|传真|傳真|邮箱|郵箱|地址|邮编|郵編|联系电话)\s?[.:：].{1,80}$/i;
const ADDRESS =
  /^(?:\d{1,5}[a-z]? (?:\p{L}[\p{L}.'-]{0,20} ){1,4}(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|way|court|ct|place|pl|square|sq|terrace|quay|floor)\b[^.!?]{0,80}|p\.? ?o\.? box \d{1,8}[^.!?]{0,60}|\p{Lu}[\p{L}.'-]{2,30}(?: \p{L}[\p{L}.'-]{0,20}){0,3} \d{1,4} ?[a-z]?, ?(?:[a-z]{1,2}-)?\d{4,6} \p{Lu}[\p{L} .'-]{1,30}|\p{Script=Han}{2,12}(?:省|市|区|區|县|縣)[^。！？]{0,40}\d{1,5}(?:号|號|室|楼|樓)[^。！？]{0,20})\.?$/iu;
/** "Holt Ltd., 12 Quay Street, Leeds LS1 4AB": names and an address, with commas and no sentence. */
const NAMED_ADDRESS =
  /^(?:\p{Lu}[\p{L}&.'’ -]{1,50}, ?){1,3}\d{1,5}[a-z]? (?:\p{Lu}[\p{L}.'’-]{0,20} ){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Way|Court|Ct|Place|Pl|Square|Sq|Terrace|Quay)\b\.?(?:, ?[\p{Lu}\p{N}][\p{L}\p{N} .'’-]{1,40}){0,5}$/u;
/** "Contact: Ann Lee, +44 20 7946 0000", "Call us on 0800 496 0000 or visit www.example.org." */
const REACHES =
  /^(?:(?:media |press |sales |general )?(?:contacts?|enquiries|inquiries|office|direct|reception|hotline|switchboard|whatsapp|support|customer service|联系方式|联系人|咨询电话|客服|热线|訂購專線)\b ?[:：]|(?:please |to (?:book|order|register|apply|reserve)[^.]{0,30},? |for (?:more|further|any|additional|all) (?:information|details|enquiries|inquiries|questions)[^.]{0,40},? ?(?:please )?)?(?:call|phone|ring|dial|fax|text|e-?mail|contact|reach|write to|visit)\b|(?:请|如需|欢迎)?(?:致电|拨打|联系|咨询)).{0,120}(?:\d[\d ()./-]{6,18}\d|[\w.+-]{1,64}@[\w-]{1,63}\.|www\.|https?:)/iu;
/** "Registered in England No. 1234567.", "VAT No. GB 123 4567 89." */
const COMPANY_FOOTER =
  /^(?:registered (?:in|office|address|charity|company|number|no)\b|company (?:no|number|registration|reg)\b|vat (?:no|reg|number|id)\b|(?:authori[sz]ed and )?regulated by\b).{0,160}$/i;
/** Formal text around the content of a contract: "IN WITNESS WHEREOF …", "By: ____", "乙方（签字）：". */
const SIGNING =
  /^(?:(?:in witness whereof|whereas|now,? therefore|know all (?:men|persons))\b[\s\S]{0,300}|(?:[甲乙丙]方（[签盖][^（）]{1,8}）[:：]?\s{0,20}){1,3}|.{0,40}_{4,60}.{0,40}|(?:by|name|title|date|signature|signed|its)\s?:.{0,40}|(?:甲方|乙方|丙方|签字|签名|盖章|日期|签署日期|法定代表人).{0,20}[:：][^。]{0,20})$/i;
const CAPTION =
  /^(?:(?:fig(?:ure)?|table|photo|image|picture|chart|map|exhibit|图表|图|表|图片)\.? ?\d{0,3}(?:\.\d{1,3})?\s?[:：.|—–-]\s?.{1,200}|(?:above|below|left|right|top|bottom|pictured)(?:,| ?:) .{1,120}|(?:▲|△|▼|↑).{1,80})$/i;

/** "Ann Lee (@annlee) May 5, 2024", under a quoted post. */
const EMBEDDED = /^[—–-]? ?.{1,50} \(@\w{1,30}\) .{0,20}\d{1,4}$/;

const MACHINE = [
  TRACE,
  LOG,
  VERSION,
  VERSIONS,
  BARE_VERSION,
  BADGES,
  LICENSE,
  COMMENT,
  COMMAND,
  DIRECTIVE,
];
const ASIDE = [CONTACT_LABEL, COMPANY_FOOTER, SIGNING, CAPTION];
/** The rules for sentences with a number, an address of mail or one of a page. */
const REACHABLE = [CONTACT, ADDRESS, NAMED_ADDRESS, EMBEDDED];
/** Every match of those rules contains one of these; most sentences do not. */
const MAY_REACH = /[\d@]|www|http/i;

/**
 * Whether a program wrote the sentence, or the sentence identifies a program: a trace, a log, a version, a badge, a
 * comment in code.
 */
export const isOfMachine = (sentence: string): boolean =>
  sentence.length <= LONGEST && MACHINE.some((rule) => rule.test(sentence));

/** Whether a line belongs to the trace of an error. */
export const isTrace = (line: string): boolean => line.length <= LONGEST && TRACE.test(line);

/** "☎ 020 7946 0000 ✉ ann@example.org | www.example.org": numbers and addresses, and at most their labels. */
function isContacts(sentence: string): boolean {
  const rest = sentence.replace(REACHED, " ");
  return rest !== sentence && !/[\p{L}\p{N}]/u.test(rest.replace(REACHED_LABEL, " "));
}
/** From this share on, telephone numbers and addresses are what a line is for. */
const REACHED_SHARE = 0.3;
/** A telephone number in a form that ranges of years and scores do not have, or an address of mail. */
const PHONE_OR_MAIL =
  /(?<![\d.])(?:\+\d[\d ()./-]{6,18}\d|\(0\d{1,5}\)[ -]?\d[\d -]{4,10}\d|0\d{1,5}[ /-]\d[\d -]{4,10}\d|\(?\d{3}\)?[ .-]\d{3,4}[ .-]\d{3,4}|1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?![\d.]\d)|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g;
const REACHED =
  /\+?\(?\d[\d ()./-]{6,18}\d|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|(?:https?:\/\/|www\.)\S{3,200}/g;
const REACHED_LABEL =
  /(?<!\p{L})(?:tel|telephone|phone|ph|fax|mob|mobile|cell|e-?mail|mail(?= ?[:：])|web|website|direct|office|ext|call|ring|dial|text|us|me|on|at|or|[tmpefw]|电话|電話|手机|手機|传真|邮箱|网址|联系人?)(?!\p{L})/giu;

/** A telephone number, an address, a caption: next to the content rather than part of it. */
export const isAside = (sentence: string): boolean =>
  sentence.length <= LONGEST &&
  (ASIDE.some((rule) => rule.test(sentence)) ||
    (MAY_REACH.test(sentence) &&
      (REACHABLE.some((rule) => rule.test(sentence)) || isContacts(sentence))));

/** "For bookings: call (0117) 496 0123 or email hello@workshop.example": a line whose purpose is to be reached. */
export function isContactLine(line: string): boolean {
  if (line.length > LONGEST || !MAY_REACH.test(line)) return false;
  if (REACHES.test(line)) return true;
  let reached = 0;
  for (const [contact] of line.matchAll(PHONE_OR_MAIL)) reached += contact.length;
  return reached > line.length * REACHED_SHARE;
}
