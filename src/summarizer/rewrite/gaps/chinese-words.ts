/** Whether the word at start..end is an adverb that the sentence can do without; undefined if it is no such word. */
export function isSpareWord(
  source: string,
  start: number,
  end: number,
  boundaries: ReadonlySet<number>,
): boolean | undefined {
  const word = source.slice(start, end);
  const [before, after] = [source.slice(0, start), source.slice(end)];
  if (PAST.test(word)) return /^\p{Script=Han}/u.test(after) && !BEFORE_TIME.test(before);
  if (!SPARE.has(word)) return undefined;
  // "More easily": a comparison needs what it compares.
  if (/^[的地]/.test(after)) return false;
  // "进一步净化后的海水": which of two steps.
  if (word === "进一步" && /^[^，,。；]{1,8}的/u.test(after)) return false;
  // "First the bank, then the board".
  if (word === "随后" && start > 0) return false;
  // "Ever growing demands".
  if (word === "不断" && /^\p{Script=Han}{1,3}的/u.test(after)) return false;
  if (/[更最很较越]$|一样$|同样$/.test(before)) return false;
  if (!DEGREE.test(word)) return true;
  // "Very small" stays, because a single remaining character sounds cut off; and an adjective alone is no predicate.
  if (/^\p{Script=Han}{1,3}(?:[。！；，,;.]|$)/u.test(after)) return false;
  return !/^(?:程度|于|多|大|一)/.test(after) && !boundaries.has(end + 1);
}

/** Adverbs and particles that a Chinese sentence can do without. */
const SPARE = new Set(
  "非常 十分 相当 极其 极为 进一步 目前 不断 其实 随后 充分 大大 轻松 轻松地 较为 总共".split(" "),
);
/**
 * Times in the past, which the verb conveys anyway. Future times are never in this list, because they carry the news.
 */
const PAST = /^(?:昨[天日晚](?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上?|晚间)?|近日|日前)$/;
const BEFORE_TIME = /[在于从到至将自由]$/;
const DEGREE = /^(?:非常|十分|相当|极其|极为|较为)$/;
