const words = (list: string) => new Set(list.split(" "));

/** Always followed by more of the same sentence. */
const TITLES = words(
  "dr mr mrs ms mx prof gen rep sen gov capt cpt lt col sgt maj cmdr adm rev hon pres messrs " +
    "mme mlle fr vs e.g i.e cf viz resp approx ca incl esp",
);

/** Goes on only before a number: "No. 5", "Fig. 2", "Jan. 3". */
const BEFORE_NUMBER = words(
  "no nos fig figs eq eqs vol vols p pp ch chap sec sect art tab ref jan feb mar apr jun jul " +
    "aug sep sept oct nov dec",
);

/** May end a sentence; goes on unless the next word usually starts one. */
const MAY_END = words(
  "u.s u.k u.n e.u d.c a.m p.m ph.d m.d b.a m.a inc ltd corp co bros jr sr st ave blvd mt ft " +
    "dept univ assn est al etc",
);

const STARTERS = words(
  "the a an in on at it its he she they we i you this that these those there but and or so if " +
    "when while as for from with by to after before since although however his her their our my " +
    "what who why how where which some many most all no not one two also then now here",
);

const LAST_WORD = /([\p{L}][\p{L}.]*)\.$/u;
const NEXT_WORD = /^["'“‘(]?(\p{L}+)/u;
const SINGLE_LETTER = /^\p{Lu}$/u;
const LONGEST = 8;

/**
 * Whether the full stop at the end of `line.slice(start, end)` belongs to an abbreviation or an
 * initial, so that the sentence goes on at `next`. Looks at a few characters on either side only.
 */
export function endsInAbbreviation(
  line: string,
  start: number,
  end: number,
  next: number,
): boolean {
  if (line.charCodeAt(end - 1) !== 0x2e) return false;
  const word = LAST_WORD.exec(line.slice(Math.max(start, end - LONGEST - 1), end))?.[1];
  if (word === undefined) return false;
  const lower = word.toLowerCase();
  if (TITLES.has(lower)) return true;
  const head = line.slice(next, next + 12);
  if (BEFORE_NUMBER.has(lower)) return /^\p{N}/u.test(head);
  if (!MAY_END.has(lower) && !SINGLE_LETTER.test(word)) return false;
  const follower = NEXT_WORD.exec(head)?.[1];
  if (follower === undefined) return lower === "al" || /^[(\p{N}]/u.test(head);
  if (lower === "etc") return /^\p{Ll}/u.test(follower);
  return !STARTERS.has(follower.toLowerCase()) || /^\p{Ll}/u.test(follower);
}
