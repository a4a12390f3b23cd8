import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { SEAM, type Seams, SHORTENING, shorten } from "../../../src/summarizer/compress/lattice.ts";
import { trimmedText } from "../../../src/summarizer/compress/rules.ts";
import type { Word } from "../../../src/summarizer/text/words.ts";

const WORD = /[\p{L}\p{N}]+|\S/gu;

const wordsOf = (sentence: string): Word[] =>
  [...sentence.matchAll(WORD)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    tokens: 1,
  }));

/** Seams of up to SEAM - 1 words by a function of two places: -1 is the beginning, `count` the end. */
function seamsOf(count: number, worth: (left: number, right: number) => number): Seams {
  const row = (right: number) =>
    Float32Array.from({ length: SEAM }, (_, place) =>
      place <= count ? worth(place - 1, right) : 0,
    );
  const place = (left: number) =>
    Float32Array.from({ length: SEAM }, (_, at) => Number(at === left + 1));
  const rows = (of: (index: number) => Float32Array) =>
    Float32Array.from(Array.from({ length: count }, (_, index) => [...of(index)]).flat());
  return {
    stay: new Float32Array(count),
    leaves: rows(place),
    enters: rows(row),
    begin: place(-1),
    end: row(count),
  };
}

/** A sentence, and seams that strongly favor dropping the words between square brackets. */
function wished(marked: string): { sentence: string; words: Word[]; seams: Seams } {
  const sentence = marked.replace(/[[\]]/g, "");
  const words = wordsOf(sentence);
  const isGone: boolean[] = [];
  let gone = false;
  for (const character of marked) {
    if (character === "[" || character === "]") gone = character === "[";
    else isGone.push(gone);
  }
  const path = [
    -1,
    ...[...words.keys()].filter((at) => !isGone[words[at]?.start ?? 0]),
    words.length,
  ];
  const asked = new Map(path.map((left, at) => [left, path[at + 1]]));
  return {
    sentence,
    words,
    seams: seamsOf(words.length, (left, right) => (asked.get(left) === right ? 9 : 0)),
  };
}

function shortened(marked: string): string | undefined {
  const { sentence, words, seams } = wished(marked);
  const pieces = shorten(sentence, words, seams);
  return pieces && trimmedText(sentence, pieces);
}

describe("what goes", () => {
  test.each([
    [
      "words of several places at once",
      "[The singer] Ann Moor will [soon] open the new bridge [on Monday].",
      "Ann Moor will open the new bridge.",
    ],
    [
      "who said it",
      "[The mayor said that] the old mill will be sold.",
      "The old mill will be sold.",
    ],
    [
      "an apposition with both commas",
      "The mayor[, a former teacher,] opened the new bridge.",
      "The mayor opened the new bridge.",
    ],
    [
      "what follows a comma",
      "The council backed the plan[, officials said late on Tuesday].",
      "The council backed the plan.",
    ],
    [
      "an opening clause with its comma",
      "[On Monday night,] the council backed the plan.",
      "The council backed the plan.",
    ],
    [
      "what stands before another comma",
      "The council backed the plan[, officials said], and the mayor signed it.",
      "The council backed the plan, and the mayor signed it.",
    ],
    ["nothing", "The council backed the plan.", "The council backed the plan."],
    [
      "the marks of a few quoted words, with other words",
      "[The singer] Ann Moor called it [``]a new start[''] [on Monday].",
      "Ann Moor called it a new start.",
    ],
    [
      "single marks, but no apostrophe",
      "[The singer] Ann's friend called it [']dead['] [on Monday].",
      "Ann's friend called it dead.",
    ],
    [
      "a hedge that is said of what goes",
      "The old mill will be sold[ and may be rebuilt by the town].",
      "The old mill will be sold.",
    ],
    [
      "what follows a dash",
      "The town will sell the old mill[ -- another sign of less money].",
      "The town will sell the old mill.",
    ],
    [
      "that of a claim",
      "The mayor announced [that] the old mill will be sold.",
      "The mayor announced the old mill will be sold.",
    ],
  ])("%s", (_, marked, expected) => {
    expect(shortened(marked)).toBe(expected);
  });
});

describe("what stays although the model would let it go", () => {
  test.each([
    ["one of two quotation marks", 'She said ["the plan is] dead" to all the press.'],
    ["one of two brackets", "The plan [(the second] one) was backed by the town."],
    ["a negation", "The council was [not] told about the new plan."],
    ["a condition that follows", "The council will build it [if the state pays]."],
    ["the vowel that wants an", "The town lost an [old] mill in the fire."],
    ["the consonant that wants a", "The town has a [new] open air theatre."],
    ["what and joins", "The search and [rescue] helicopter was sent at once."],
    ["what of is about", "The secretary of [state] John Moor met them."],
    ["what something is under", "The hospital is [under review] after two cases."],
    ["the last noun of a name", "It was grown by the agriculture research [institute in Kandy]."],
    ["what is more than an adverb after a verb", "The man had [beer with her and was] charged."],
    ["one comma of two", "The band will play this summer[, singer] Ann Moor told us."],
    ["the second comma alone", "The actor, [best known for one film,] has died at home."],
    ["whose it is", "[Lawyers for the singer] Ann Moor intend to appeal."],
    ["what a preposition hangs on", "[A cut made] on roads is causing collisions in town."],
    ["a condition, also after and", "The council will build it [and only if the state pays]."],
    ["the object of a verb", "The man hit [her] with a stick."],
    ["a noun phrase that a verb wants", "The town joined [the old state] to build a bridge."],
    ["the second of two that both counts", "It is built in both the league [and the cup]."],
    ["one of two subjects of a plural verb", "Ann Moor [and her family] are happy with the plan."],
    ["a comma after that", "She announced that [over the years], the town has grown."],
    [
      "the noun that an article is of",
      "It bought a firm, the [rapidly growing start-up] Mono Works.",
    ],
    ["a doubt", "The fire was [likely] the work of two men from the town."],
    ["the full stop of an abbreviation", "It has all to gain [on Saturday, Nov]. 23 in the town."],
    ["what a verb wants", "The town made [a new plan] on charges of the state."],
    ["a time that is counted from", "Ann Moor is to stay in the town a week [after the vote]."],
    ["an adverb of a participle", "The town lost [recently] acquired land to the state."],
    ["what a number counts", "She came to the town on [June] 3 for the vote."],
    ["the first comma of two", "[One of the old clubs,] Ajax, has won the cup."],
    ["what a relative clause is about", "He takes a question [from a reader], who asks about it."],
    ["on of to call on", "The town has called [on the state] to build the bridge."],
    ["half of a phrase", "She took to a court [in platform] wedges with the team."],
    ["that of a relative clause", "There is a new trailer [that] features old battles."],
    ["who is led by others", "John Banks [says the case against him] is being led by others."],
    ["the comma before said", "They had an argument[, at home,] said the sheriff of the town."],
    ["a subject", "[The bear] is not only a joke of the town."],
    ["a comma without its other", "[NTX, the maker of] software parts, plans a new bridge."],
    ["a message that is no claim", "[She posted a message yesterday that] many think is a joke."],
    ["the main clause", "When the mayor came to the town[, she was not happy with the mill]."],
    ["what a preposition is of", "The children come after [school] instead of the old bus."],
    ["a preposition at the end", "The band plays its songs over [at the club in town]."],
    ["the end of the sentence", "The council backed the new plan[.]"],
  ])("%s", (_, marked) => {
    expect(shortened(marked)).toBeUndefined();
  });

  test.each([
    ["a number", "The club won the cup 3[-1] after the break."],
    ["a name", "The so[-called] bridge was opened by the mayor."],
    ["a long quotation", 'She said ["]the plan of the new council is dead["].'],
  ])("is %s that would be parted: then there is but one way", (_, marked) => {
    expect(shortened(marked)).toBe(marked.replace(/[[\]]/g, ""));
  });

  it("is all where too little would be left", () => {
    expect(shortened("The mill burned[ down on Sunday night in the rain].")).toBeUndefined();
  });

  it("is all where every way is as good as another", () => {
    const sentence = "The council backed the new plan on Monday.";
    const words = wordsOf(sentence);
    expect(
      shorten(
        sentence,
        words,
        seamsOf(words.length, () => 0),
      ),
    ).toBeUndefined();
  });
});

it("takes a word of several tokens for what they say on average", () => {
  const { sentence, words, seams } = wished("[The singer] Ann Moor opened the new bridge.");
  // Each word is read as two tokens: one with double its value, and one with nothing.
  const twice = (rows: Float32Array, width: number) =>
    Float32Array.from({ length: 2 * rows.length }, (_, at) => {
      const token = Math.floor(at / width);
      return token % 2 ? 0 : 2 * (rows[Math.floor(token / 2) * width + (at % width)] as number);
    });
  const pieces = shorten(
    sentence,
    words.map((word) => ({ ...word, tokens: 2 })),
    {
      ...seams,
      stay: twice(seams.stay, 1),
      leaves: twice(seams.leaves, SEAM),
      enters: twice(seams.enters, SEAM),
    },
  );
  expect(pieces && trimmedText(sentence, pieces)).toBe("Ann Moor opened the new bridge.");
});

it("any seams: pieces of whole words, in order, with the end of the sentence, and enough of them", () => {
  const word = fc.constantFrom(
    "the",
    "a",
    "an",
    "mill",
    "old",
    "not",
    "of",
    "and",
    ",",
    "(",
    ")",
    '"',
    "3-1",
  );
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 24 }),
      fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 7, maxLength: 97 }),
      (parts, values) => {
        const sentence = `${parts.join(" ")}.`;
        const words = wordsOf(sentence);
        const worth = (left: number, right: number) =>
          values[(left * 31 + right * 17 + 48) % values.length] as number;
        const pieces = shorten(sentence, words, seamsOf(words.length, worth));
        if (!pieces) return;
        const starts = new Set(words.map(({ start }) => start));
        const ends = new Set(words.map(({ end }) => end));
        let last = -1;
        for (const [start, end] of pieces) {
          expect(start).toBeGreaterThan(last);
          expect(starts.has(start) && ends.has(end)).toBe(true);
          last = end;
        }
        expect(last).toBe(sentence.length);
        const kept = pieces.map(([start, end]) => sentence.slice(start, end)).join(" ");
        expect(kept.match(/[\p{L}\p{N}]+/gu)?.length).toBeGreaterThanOrEqual(SHORTENING.leastWords);
        const count = (text: string, part: string) => text.split(part).length - 1;
        expect(count(kept, "3-1")).toBe(count(kept, "3"));
        expect(count(kept, '"') % 2).toBe(count(sentence, '"') % 2);
      },
    ),
  );
});
