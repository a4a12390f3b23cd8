import type { SentenceSpan } from "../sentences.ts";

/** Words that buyers of a product use about themselves, and words with which they judge it. */
const BOUGHT =
  /\b(?:bought|stayed (?:here|at|in|for)|ate here|dined|visited|ordered|purchased|returned|refund|arrived|unboxed|(?:one|two|three|four|five|\d(?:\.\d)?)(?: out of five)? stars?|\d(?:\.\d)?\/(?:5|10)|i(?:'ve| have)? (?:own(?:ed)?|used|tested|tried))\b|买了|买的|入住|住了|吃了|点了|入手|购买了|收到货|到货|开箱|回购|退货|好评|差评|[一二三四五]星/i;
const JUDGES =
  /\b(?:recommend(?:ed)?|worth|stars|pros|cons|verdict|battery life|build quality|value for money|disappoint\w{2,4}|love|comfortable|quality|overall|rating|broke|sturdy|flimsy|waste of money|(?:do not|don't) buy|perfect|great|friendly|staff|breakfast|clean|noisy|service|delicious|price)\b|推荐|值得|性价比|评测|缺点|优点|质量|手感|续航|隔音|早餐|服务|味道|环境|卫生|总的来说|总体/gi;
const MIN_JUDGING_WORDS = 2;
const VERDICT =
  /^(?:(?:final |my |the |our )?verdict|bottom line|overall|in (?:short|summary|conclusion)|to sum up|all in all|conclusion|tl;?dr|summary|总(?:的来说|体来说|之|结)|综上|整体(?:来说|而言)|结论|一句话)|^(?:(?:highly|strongly|definitely|fully|not|would|wouldn't|can't) ){0,3}recommend(?:ed)?\b|\b(?:i|we)(?:'d| would)? (?:(?:can(?:not|'t)?|do not|don't|would not|wouldn't|highly|strongly|fully|still|only) )*recommend\b|\b(?:not )?worth (?:it|the (?:money|price)|buying)\b|\bwould (?:not )?buy (?:it )?again\b|\b(?:buy it|skip it|avoid (?:it|this)|returned it|sent it back|buy this one|get this one|would(?: not|n't)? (?:pay|stay|come|go|eat|order)\b.{0,30}\bagain)\b|(?:不)?推荐|(?:不)?值得|会回购|不会再买|退货/i;
const WEIGHT = 4;
/** A longer text is not taken for one review. */
const READ_LENGTH = 10_000;

/**
 * The weight of every sentence of a review, with the highest weight for its verdict; undefined if the text is not a
 * review.
 */
export function verdictWeights(text: string, spans: readonly SentenceSpan[]): number[] | undefined {
  if (text.length > READ_LENGTH || !BOUGHT.test(text)) return undefined;
  const judging = new Set(text.toLowerCase().match(JUDGES) ?? []);
  const judges = spans.map(({ start, end }) =>
    VERDICT.test(text.slice(start, Math.min(end, start + 300))),
  );
  if (judging.size + Number(judges.includes(true)) < MIN_JUDGING_WORDS) return undefined;
  return judges.map((isVerdict) => (isVerdict ? WEIGHT : 1));
}
