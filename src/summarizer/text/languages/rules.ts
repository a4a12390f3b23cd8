/**
 * The rules of one language for reading its texts. A further language is a file with such a record and an entry
 * in `index.ts`; its tag stands in `contract/language.ts`.
 */
export interface LanguageRules {
  /** Its English name. */
  readonly name: string;
  /** Whether spaces stand between words and sentences. Where they do not, a stop needs no space after it. */
  readonly isSpaced: boolean;
  /** How words are dropped from a sentence: by English grammar, by whole phrases, or not at all. */
  readonly trimming: "grammar" | "phrases" | "none";
  readonly abbreviations: Abbreviations;
  /** Words that often open a sentence and seldom follow an abbreviation; lower case. */
  readonly starters: ReadonlySet<string>;
  /**
   * Words that start a clause, lower case: where speech without punctuation is cut. In a language without spaces,
   * strings to be found anywhere.
   */
  readonly clauseOpeners: ReadonlySet<string>;
  /** Nouns that a single capital letter names a kind of: "vitamin C" is not an initial. */
  readonly lettered: ReadonlySet<string>;
  /** Words before an initial that are not a name: "by J. Smith". */
  readonly beforeInitials: ReadonlySet<string>;
  /** Frequent short words that identify the language among those of its script; lower case. */
  readonly functionWords: ReadonlySet<string>;
  /** Runs of letters that are frequent in it and rare elsewhere: for texts too short to hold such words. */
  readonly spellings: readonly string[];
  /**
   * Whether a sentence goes on after a quotation that ends in a stop, by the first characters that follow it:
   * "“走吧。”" goes on before "张三说". `opens`: the quotation opens the sentence.
   */
  readonly goesOnAfterQuote?: (following: string, opens: boolean) => boolean;
}

/** Abbreviations of a language by what may follow them; lower case, without the final full stop. */
export interface Abbreviations {
  /** The same sentence always goes on: titles before a name, "vs.", "e.g.". */
  readonly goesOn: ReadonlySet<string>;
  /** Goes on only before a number: "No. 5", "Fig. 2", "Jan. 3". */
  readonly beforeNumber: ReadonlySet<string>;
  /** Goes on before a number, a section sign or a capital: codes and reports, "Cal. Penal Code". */
  readonly citations: ReadonlySet<string>;
  /** Goes on before a capital where a name or a bracket stands in front: "Ito feat. Sato". */
  readonly credits: ReadonlySet<string>;
  /** May end a sentence or stand inside it: "Inc.", "U.S.", "etc.". */
  readonly mayEnd: ReadonlySet<string>;
  /** "p.m." and the like, and what may follow them in the same sentence: "9 p.m. Monday". */
  readonly times: ReadonlySet<string>;
  readonly afterTime: ReadonlySet<string>;
  /** Names that follow an abbreviation of a country or a company: "U.S. Navy". */
  readonly afterCountry: ReadonlySet<string>;
  /** What may follow an ordinal number with a full stop: "12. Juni". Empty where none has one. */
  readonly afterOrdinal: ReadonlySet<string>;
  /** Words that a number completes and that then head a part: "Chapter 3." */
  readonly headings: ReadonlySet<string>;
}

/** A set of the words of a list with single spaces. */
export const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

export const NONE: ReadonlySet<string> = new Set();

export const NO_ABBREVIATIONS: Abbreviations = {
  goesOn: NONE,
  beforeNumber: NONE,
  citations: NONE,
  credits: NONE,
  mayEnd: NONE,
  times: NONE,
  afterTime: NONE,
  afterCountry: NONE,
  afterOrdinal: NONE,
  headings: NONE,
};
