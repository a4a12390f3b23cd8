/**
 * Expressions whose time may grow with the square of their input, and the reason why that input is short. None of them
 * may be applied to a text at its full length.
 */
export const BOUNDED: Readonly<Record<string, string>> = {
  "src/api/serve.ts /\\.?0+$/": "a number that we wrote, some 20 characters",
  'src/summarizer/generation/faithfulness.ts /(?:(?:[.!?:…。！？：\\n]["\'”’)]*|^)\\s*["\'“‘(]*|["“])$/u':
    "the 20 characters before a name",
  "src/summarizer/text/inline-lists.ts /(\\p{L}+)\\.?\\s*$/u": "the 80 characters before a number",
  "src/summarizer/text/language.ts /[\\p{Script=Latin}\\p{M}]+(?:['’](?=\\p{Script=Latin}))?/gu":
    "windows of 3,000 characters in all",
  'src/summarizer/text/sentences.ts /`[^`]{1,200}`|(?:https?|ftp):\\/\\/[^\\s<>"”’」』）】，。；！？、]{1,2000}|\\]\\([^\\s()]{1,2000}\\)/g':
    "no repetition crosses the mark that an alternative begins with, so each character is read twice at most",
  "src/site/methodology/markdown.ts /CO2(?=[^<>]*<)/g": "a page of our own",
  "src/site/methodology/markdown.ts /(?<=[\\p{Letter}\\p{Number})\\]] )x(?= [\\p{Letter}\\p{Number}([][^<>]*<)/gu":
    "a page of our own",
  "src/api/input/furniture.ts /[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g": "a name of at most 400 characters",
  "src/api/input/markdown-lines.ts /(!?)\\[\\[([^[\\]|\\n]{1,200})(?:\\|([^[\\]|\\n]{1,200}))?\\]\\]/g":
    "no repetition crosses the bracket that it begins with, so each character is read twice at most",
  "src/api/input/markdown-lines.ts /==(?=\\S)([^=\\n]{1,300})==/g":
    "no repetition crosses the mark that it begins with, so each character is read twice at most",
  "src/grid/configure.ts /\\/+$/": "an address that the operator wrote",
  "src/grid/intensity.ts /^g\\s*(CO2?(_?e?q?)?)?\\s*\\/\\s*kWh$/i": "a unit that a provider wrote",
};

/** Rooms whose expressions read only short input, so that only exponential ones could do harm there. */
export const BOUNDED_ROOMS: Readonly<Record<string, string>> = {
  "src/api/dialects/chat/english.ts": "at most 600 characters of a sentence",
  "src/api/input/main-content.ts": "at most 240 characters of a heading, and 2 of a block",
  "src/site/analytics/map.tsx": "a label that we wrote",
  "src/site/docs/highlight.tsx": "a snippet of our own",
  "src/summarizer/rewrite/checks.ts":
    "a sentence of at most 800 characters, or a text that a writer wrote",
  "src/summarizer/rewrite/ends.ts":
    "a sentence of at most 800 characters, or a text that a writer wrote",
  "src/summarizer/rewrite/headline.ts":
    "a headline of a few words, or a sentence of at most 800 characters",
  "src/summarizer/rewrite/gaps/chinese.ts": "a sentence of at most 800 characters",
  "src/summarizer/rewrite/gaps/chinese-brackets.ts": "a sentence of at most 800 characters",
  "src/summarizer/rewrite/gaps/chinese-endings.ts": "a sentence of at most 800 characters",
  "src/summarizer/rewrite/gaps/chinese-openings.ts": "a sentence of at most 800 characters",
  "src/summarizer/rewrite/gaps/chinese-tails.ts": "a sentence of at most 800 characters",
  "src/summarizer/rewrite/gaps/chinese-words.ts": "a sentence of at most 800 characters",
  "src/summarizer/rewrite/gaps/english.ts": "a sentence of at most 800 characters",
  "src/summarizer/rewrite/gaps/english-appositions.ts": "a sentence of at most 800 characters",
  "src/summarizer/rewrite/gaps/english-asides.ts": "a sentence of at most 800 characters",
  "src/summarizer/rewrite/gaps/english-brackets.ts": "a sentence of at most 800 characters",
  "src/summarizer/rewrite/gaps/english-examples.ts": "a sentence of at most 800 characters",
  "src/summarizer/rewrite/gaps/english-openings.ts": "a sentence of at most 800 characters",
  "src/summarizer/rewrite/gaps/english-sentence.ts": "a sentence of at most 800 characters",
  "src/summarizer/rewrite/gaps/english-tails.ts": "a sentence of at most 800 characters",
  "src/summarizer/rewrite/gaps/english-times.ts": "a sentence of at most 800 characters",
  "src/summarizer/rewrite/headline-ends.ts": "a headline of a few words",
  "src/summarizer/rewrite/joins/chinese.ts": "a headline that a writer wrote",
  "src/summarizer/rewrite/joins/english.ts": "a headline that a writer wrote",
  "src/summarizer/rewrite/joins/english-places.ts": "a headline that a writer wrote",
  "src/summarizer/rewrite/pieces/chinese.ts": "a sentence of at most 600 characters",
  "src/summarizer/rewrite/pieces/english.ts": "a sentence of at most 600 characters",
  "src/summarizer/rewrite/pieces/english-clauses.ts": "a sentence of at most 600 characters",
  "src/summarizer/rewrite/pieces/english-names.ts": "a sentence of at most 600 characters",
  "src/summarizer/rewrite/pieces/english-topics.ts": "a sentence of at most 600 characters",
  "src/summarizer/rewrite/quotations.ts": "a sentence of at most 800 characters",
  "src/summarizer/rewrite/rewording.ts": "a sentence of at most 800 characters",
  "src/summarizer/rewrite/rewording/chinese.ts": "a sentence of at most 800 characters",
  "src/summarizer/rewrite/rewording/english-clauses.ts": "a sentence of at most 800 characters",
  "src/summarizer/rewrite/rewording/english-frames.ts": "a sentence of at most 800 characters",
  "src/summarizer/rewrite/rewording/english-phrases.ts": "a sentence of at most 800 characters",
  "src/summarizer/rewrite/seams.ts": "a sentence of at most 800 characters",
  "src/summarizer/rewrite/shorten.ts": "a sentence of at most 800 characters",
  "src/summarizer/rewrite/title.ts": "the first 2,000 characters of a text",
  "src/site/playground/writing-reasons.ts": "a reason that we wrote",
  "src/summarizer/text/boilerplate.ts": "at most 321 characters of a sentence",
  "src/summarizer/text/datelines.ts": "at most 110 characters of a sentence",
  "src/summarizer/text/genres/mail.ts": "at most 500 characters of a line or a sentence",
  "src/summarizer/text/genres/reports.ts": "at most 400 characters of a sentence",
  "src/summarizer/text/genres/reviews.ts":
    "10,000 characters, by words alone; at most 300 of a sentence",
  "src/summarizer/text/genres/subtitles.ts":
    "at most 60 characters of a line, and marks of at most 100 characters",
  "src/summarizer/text/genres/talk.ts": "at most 600 characters of a line or a sentence",
  "src/summarizer/text/openings.ts": "at most 160 characters at either end of a sentence",
  "src/summarizer/text/roles.ts": "the first 600 characters of a text, 12 before a heading",
};

/** Constructed from constants of their file, without any text of a caller, and the input of each. */
export const MADE: Readonly<Record<string, string>> = {
  "src/summarizer/text/boilerplate.ts":
    "literals joined, and two with a list of networks; at most 320 characters",
  "src/summarizer/text/datelines.ts":
    "literals joined with the names of months; at most 110 characters",
  "src/summarizer/text/quantities.ts":
    "the number words; a run of digits, letters or spaces is read once",
  "src/summarizer/text/languages/variants.ts": "one class of the characters of a table of ours",
  "src/summarizer/rewrite/choose-headline.ts":
    "one word of small letters; it is found where a sentence begins",
  "src/summarizer/rewrite/gaps/english.ts": "a list of words",
  "src/summarizer/rewrite/gaps/english-times.ts": "the names of days",
  "src/summarizer/rewrite/joins/chinese.ts": "a list of verbs; a headline that a writer wrote",
  "src/summarizer/rewrite/headline.ts": "a list of verbs; a headline of a few words",
  "src/summarizer/rewrite/predicates.ts": "a list of verbs; a sentence of at most 800 characters",
  "src/summarizer/rewrite/pieces/chinese.ts":
    "literals joined; at most 600 characters of a sentence",
  "src/summarizer/rewrite/pieces/english-topics.ts":
    "literals joined; at most 600 characters of a sentence",
  "src/summarizer/rewrite/references.ts":
    "one word of 4 to 20 small letters; a sentence of at most 800 characters",
  "src/summarizer/rewrite/rewording/change.ts":
    "literals and lists of words joined; every repetition is bounded",
  "src/summarizer/rewrite/rewording/chinese.ts":
    "literals and lists of words joined; every repetition is bounded",
  "src/summarizer/rewrite/measures.ts":
    "literals joined, and the names of months; every repetition is bounded, and begins where a number does",
  "src/summarizer/models/writer-files.ts": "names of files in a folder",
  "src/site/docs/highlight.tsx": "literals joined; it reads snippets of our own",
  "src/site/playground/reasons.ts": "the ids of our regions; it reads reasons that we wrote",
  "src/site/playground/writing-reasons.ts": "literals joined; it reads reasons that we wrote",
  "src/api/dialects/wishes/counts.ts": "literals joined, proven by hand: bounded repetitions only",
  "src/api/dialects/wishes/wishes.ts": "literals with one list of nouns; at most 600 characters",
};

/** Expressions that the checker cannot decide within its time, and the reason why they are linear anyway. */
export const UNDECIDED: Readonly<Record<string, string>> = {};
