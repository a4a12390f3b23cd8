const words = (list: string) => new Set(list.split(" "));

/** Always followed by more of the same sentence. */
const TITLES = words(
  "dr mr mrs ms mx prof gen rep reps sen sens gov capt cpt lt col sgt maj cmdr adm rev hon pres " +
    "messrs spc supt insp det brig pvt amb msgr mme mlle fr vs e.g i.e eg ie cf viz resp approx ca " +
    "incl esp a.k.a w.r.t",
);

/** Goes on only before a number: "No. 5", "Fig. 2", "Jan. 3". */
const BEFORE_NUMBER = words(
  "no nos fig figs eq eqs vol vols p pp ch chap sec sect art tab ref refs v ver para paras cor matt " +
    "jan feb mar apr jun jul aug sep sept oct nov dec rs",
);

/** May end a sentence; goes on unless the next word usually starts one. */
const MAY_END = words(
  "u.s u.k u.n e.u d.c ph.d m.d b.a m.a inc ltd corp co bros jr sr st ave blvd mt ft " +
    "dept reg qty univ assn est al etc",
);

const TIMES = words("a.m p.m");
/** What may follow "9 p.m." in the same sentence. */
const AFTER_TIME = words(
  "monday tuesday wednesday thursday friday saturday sunday january february march april may " +
    "june july august september october november december et est edt ct cst cdt mt mst mdt pt " +
    "pst pdt gmt utc bst cet cest ist jst eastern central pacific",
);

const goesOnAfterTime = (word: string): boolean =>
  /^\p{Ll}/u.test(word) || AFTER_TIME.has(word.toLowerCase());

const STARTERS = words(
  "the a an in on at it its he she they we i you this that these those there but and or so if " +
    "when while as for from with by to after before since although however his her their our my " +
    "what who why how where which some many most all no not one two also then now here",
);

/** Nouns that a single letter names a kind of: "vitamin C" is no initial. */
const LETTERED = words(
  "vitamin hepatitis influenza plan type class grade option part section appendix group step " +
    "schedule figure table exhibit point line team gate model phase category series side unit " +
    "building version level block zone candidate answer company person player",
);

const LAST_WORD = /(?:(\p{L}+) )?([\p{L}][\p{L}.]*)( ?)\.$/u;
const NEXT_WORD = /^["'“‘(]?(\p{L}+)/u;
const INITIALS = /^\p{Lu}(?:\.\p{Lu})*$/u;
const LONGEST = 20;

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
  const found = LAST_WORD.exec(line.slice(Math.max(start, end - LONGEST - 1), end));
  const word = found?.[2];
  if (word === undefined) return false;
  const lower = word.toLowerCase();
  if (TITLES.has(lower)) return true;
  if (found?.[3]) return false;
  const head = line.slice(next, next + 12);
  if (BEFORE_NUMBER.has(lower)) return /^\p{N}/u.test(head);
  const follower = NEXT_WORD.exec(head)?.[1];
  if (TIMES.has(lower)) return follower ? goesOnAfterTime(follower) : /^[-–—(]/.test(head);
  if (!MAY_END.has(lower) && !INITIALS.test(word)) return false;
  if (LETTERED.has(found?.[1]?.toLowerCase() ?? "")) return false;
  if (follower === undefined) return lower === "al" || /^[(\p{N}]/u.test(head);
  if (lower === "etc") return /^\p{Ll}/u.test(follower);
  return !STARTERS.has(follower.toLowerCase()) || /^\p{Ll}/u.test(follower);
}
