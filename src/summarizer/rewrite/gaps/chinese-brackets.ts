/** Whether the brackets at start..end may go: they hold no amount, limit or short name that the sentence needs. */
export function isSpareBracket(source: string, start: number, end: number): boolean {
  const inside = source.slice(start, end);
  // "Two questions: (1) how, (2) why"; "(only on servers)"; "4-(9-acridinyl)-benzene"; "use (not the other)".
  if (/^[（(][\p{Nd}一二三四五六七八九十a-z]{1,2}[)）]$/u.test(inside)) return false;
  // "自愿咨询检测(VCT)" says it in full; the short name of a name in Latin letters is how people know it.
  if (SHORT_NAME.test(inside))
    return /\p{Script=Han}{4}\s?$/u.test(source.slice(0, start)) && !namesAgain(source, start, end);
  // "(3～15 m)" is an amount; "(P<0.05)", "(n=20)", "(图3)" and "(2010)" are none.
  if (/\p{Nd}/u.test(inside) && !CITES.test(inside)) return false;
  // "第三期（下）", "f(A)", "潮位文件(tide_log.txt)": a part of the name, and a name of its own.
  if (PART.test(inside) || FILE.test(inside)) return false;
  if (namesAgain(source, start, end)) return false;
  if (LIMITS.test(inside) || NEEDS_ASIDE.test(source.slice(0, start))) return false;
  // "均重为(180±28)g": a measure has its unit behind it.
  return !/^[\p{Script=Latin}\p{N}%℃°]/u.test(source.slice(end));
}

/** "糖尿病肾病(DN)…DN": whether a short name between brackets comes again. */
function namesAgain(source: string, start: number, end: number): boolean {
  const names = source.slice(start, end).match(/[A-Za-z][A-Za-z\p{Nd}-]*[A-Za-z\p{Nd}]/gu) ?? [];
  return names.some(
    (name) => source.slice(0, start).includes(name) || source.slice(end).includes(name),
  );
}

const PART = /^.[\p{Script=Han}\p{Script=Latin}].$/u;
const FILE =
  /^[（(]\s?[\p{Script=Latin}\p{Nd}_.*/\\-]*[._][\p{Script=Latin}\p{Nd}_.*/\\-]*\s?[)）]$/u;
/** A bracket that limits or takes back what stands before it. */
const LIMITS =
  /^[（(]\s?(?:可能|而?[仅只除不非无限未]|包括|甚至|以及|或|可选|如果|若)|仅限|除外|前提|条件是/;
/** Words that need the bracket after them. */
const NEEDS_ASIDE = /(?:["“「『]|[-\p{Nd}'’]|使用|包括|[为是即如在和与或的])\s?$/u;
const CITES =
  /^[（(]\s?(?:例如|如(?!果)|比如|[PpnNtFrR尸]\s?[=<>＜＞≤≥＝]|图|表|见|参[见阅]|\[?\p{Nd}{1,2}\]|(?:19|20)\p{Nd}{2}|[\p{Script=Latin}\p{Script=Han}，,.&\s]{3,40}(?:19|20)\p{Nd}{2})/u;
const SHORT_NAME = /^[（(]\s?\p{Lu}[\p{Lu}-]{1,9}\s?[)）]$/u;
