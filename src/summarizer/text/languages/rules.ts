/**
 * The rules of one language for reading its texts. To add a language, write a file with such a record, add it to
 * `index.ts`, and add its tag to `contract/language.ts`.
 */
export interface LanguageRules {
  /** Its English name. */
  readonly name: string;
  /** Whether spaces separate words and sentences. If they do not, a stop needs no space after it. */
  readonly isSpaced: boolean;
  /** The method for dropping words from a sentence: by English grammar, by whole phrases, or not at all. */
  readonly trimming: "grammar" | "phrases" | "none";
  readonly abbreviations: Abbreviations;
  /** Words that often open a sentence and seldom follow an abbreviation; lower case. */
  readonly starters: ReadonlySet<string>;
  /**
   * Words that start a clause, in lower case; speech without punctuation is cut before them. In a language without
   * spaces, strings that match anywhere.
   */
  readonly clauseOpeners: ReadonlySet<string>;
  /** Nouns that are followed by a single capital letter: "vitamin C" is not an initial. */
  readonly lettered: ReadonlySet<string>;
  /** Words before an initial that are not a name: "by J. Smith". */
  readonly beforeInitials: ReadonlySet<string>;
  /** Frequent short words that identify the language among those with the same script; lower case. */
  readonly functionWords: ReadonlySet<string>;
  /**
   * Runs of letters that are frequent in the language and rare in others, for texts too short to contain such words.
   */
  readonly spellings: readonly string[];
  /**
   * Whether a sentence continues after a quotation that ends in a stop, judged by the first characters after it:
   * "“走吧。”" continues before "张三说". `opens`: the quotation opens the sentence.
   */
  readonly goesOnAfterQuote?: (following: string, opens: boolean) => boolean;
  readonly letters: Letters;
}

/** Phrases that a letter begins and ends with, in lower case. Those of English and Chinese are in `boilerplate.ts`. */
export interface Letters {
  readonly greetings: readonly string[];
  readonly closings: readonly string[];
}

/** Abbreviations of a language, grouped by the text that may follow them; lower case, without the final full stop. */
export interface Abbreviations {
  /** The sentence always continues: titles before a name, "vs.", "e.g.". */
  readonly goesOn: ReadonlySet<string>;
  /** Continues only before a number: "No. 5", "Fig. 2", "Jan. 3". */
  readonly beforeNumber: ReadonlySet<string>;
  /** Ends of words that are abbreviated before a number: "Hauptstr. 5". */
  readonly endingsBeforeNumber?: readonly string[];
  /** Continues before a number, a section sign or a capital: codes and reports, "Cal. Penal Code". */
  readonly citations: ReadonlySet<string>;
  /** Continues before a capital if a name or a bracket precedes: "Ito feat. Sato". */
  readonly credits: ReadonlySet<string>;
  /** May end a sentence or occur inside it: "Inc.", "U.S.", "etc.". */
  readonly mayEnd: ReadonlySet<string>;
  /** "p.m." and similar abbreviations, and words that may follow them in the same sentence: "9 p.m. Monday". */
  readonly times: ReadonlySet<string>;
  readonly afterTime: ReadonlySet<string>;
  /** Names that follow an abbreviation of a country or a company: "U.S. Navy". */
  readonly afterCountry: ReadonlySet<string>;
  /**
   * Words that may follow an ordinal number with a full stop: "12. Juni". Empty if the language has no such numbers.
   */
  readonly afterOrdinal: ReadonlySet<string>;
  /** Words that form the heading of a part together with a number: "Chapter 3." */
  readonly headings: ReadonlySet<string>;
}

/** The set of words in a list that is separated by single spaces. */
export const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** The phrases in a list that is separated by semicolons. */
export const phrases = (list: string): readonly string[] => list.split("; ");

export const NONE: ReadonlySet<string> = new Set();

export const NO_LETTERS: Letters = { greetings: [], closings: [] };

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
