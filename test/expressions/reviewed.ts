/**
 * Expressions whose time may grow with the square of what they read, and why that is little. None of them may meet
 * a text at its full length.
 */
export const BOUNDED: Readonly<Record<string, string>> = {
  "src/api/serve.ts /\\.?0+$/": "a number that we wrote, some 20 characters",
  "src/summarizer/text/abbreviations.ts /(?:(\\p{L}+) )?([\\p{L}][\\p{L}.]*)( ?)\\.$/u":
    "the last 9 characters of a sentence",
  'src/summarizer/generation/faithfulness.ts /(?:(?:[.!?:…。！？：\\n]["\'”’)]*|^)\\s*["\'“‘(]*|["“])$/u':
    "the 20 characters before a name",
  "src/grid/configure.ts /\\/+$/": "an address that the operator wrote",
  "src/grid/intensity.ts /^g\\s*(CO2?(_?e?q?)?)?\\s*\\/\\s*kWh$/i": "a unit that a provider wrote",
};

/** Rooms whose expressions read little, whatever they are: only exponential ones could do harm there. */
export const BOUNDED_ROOMS: Readonly<Record<string, string>> = {
  "src/summarizer/text/boilerplate.ts": "at most 321 characters of a sentence",
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

/** Made from constants of their file, with no text of a caller in them, and what they read. */
export const MADE: Readonly<Record<string, string>> = {
  "src/summarizer/text/boilerplate.ts":
    "literals joined, and two with a list of networks; at most 320 characters",
  "src/summarizer/text/quantities.ts":
    "the number words; a run of digits, letters or spaces is read once",
  "src/summarizer/models/writer-files.ts": "names of files in a folder",
  "src/api/dialects/wishes/counts.ts": "literals joined, proven by hand: bounded repetitions only",
  "src/api/dialects/wishes/wishes.ts": "literals with one list of nouns; at most 600 characters",
};

/** Expressions for which the checker finds no answer within its time, and why they are linear all the same. */
export const UNDECIDED: Readonly<Record<string, string>> = {};
