import { describe, expect, it } from "vitest";
import type { Abstract } from "../../../src/summarizer/generation/abstract.ts";
import {
  chooseHeadline,
  type SourceSentence,
  soundHeadlines,
} from "../../../src/summarizer/rewrite/choose-headline.ts";

const first = "The flour mill of Brackwater burned on Monday.";
const best = "A housing trust will rebuild the mill for 3 million pounds.";
const text = `${first} ${best} The mill is a landmark. Its wheel is open to visitors.`;
const confidence = { minMeanLogProbability: -1, minCopyRate: 0.7 };

const sourceOf = (sentence: string): SourceSentence => ({
  text: sentence,
  start: text.indexOf(sentence),
  end: text.indexOf(sentence) + sentence.length,
});

const wrote = (...beams: string[]): Abstract => ({
  summary: beams[0] ?? "",
  alternatives: beams.slice(1),
  inputTokens: 20,
  outputTokens: 5,
  steps: 6,
  meanLogProbability: -0.2,
  sentencesRead: 3,
  isTruncated: false,
});
const offers = (aboutAll: string[], aboutBest: string[], sure = -0.2) => ({
  text,
  language: "en" as const,
  first,
  best,
  sentences: [] as SourceSentence[],
  aboutAll: { ...wrote(...aboutAll), meanLogProbability: sure },
  aboutBest: { ...wrote(...aboutBest), meanLogProbability: sure },
});
const sound = (...given: Parameters<typeof offers>) =>
  soundHeadlines(offers(...given), confidence).sound.map(({ headline }) => headline);

describe("sound headlines", () => {
  it("are all beams that state nothing new and join nothing new", () => {
    expect(
      sound(
        [
          "The flour mill of Brackwater",
          "Mill of Leeds",
          "Brackwater trust",
          "Mill for 4 million pounds",
        ],
        ["Housing trust will rebuild the mill", "Housing trust burned"],
      ),
    ).toEqual(["The flour mill of Brackwater", "Housing trust will rebuild the mill"]);
  });

  it("of the best sentence are held to that sentence", () => {
    const { sound } = soundHeadlines(
      {
        ...offers(["Rebuild the mill"], ["Rebuild the mill", "The flour mill burned"]),
        sentences: [sourceOf(best)],
      },
      confidence,
    );
    expect(sound).toContainEqual(
      expect.objectContaining({ headline: "Rebuild the mill", source: sourceOf(best) }),
    );
  });

  it("are none if the writer was not sure", () => {
    expect(sound(["The flour mill of Brackwater"], ["Rebuild the mill"], -3)).toEqual([]);
  });
});

describe("the headline", () => {
  it("is one of the sound ones", () => {
    const given = offers(["Mill of Leeds", "The flour mill of Brackwater"], ["Rebuild the mill"]);
    const { shown } = chooseHeadline(given, confidence);
    expect(["The flour mill of Brackwater", "Rebuild the mill"]).toContain(shown?.headline);
  });

  it("starts with a capital unless the text writes its first word without one", () => {
    const given = (beam: string, more = "") =>
      chooseHeadline({ ...offers([beam, beam], [beam]), text: text + more }, confidence).shown
        ?.headline;
    expect(given("housing trust will rebuild the mill")).toBe(
      "Housing trust will rebuild the mill",
    );
    expect(given("npm mill", " npm mill is sold there.")).toBe("npm mill");
  });

  it("of a text that tells what happened is a clause of it, not what the writer joined", () => {
    const told = `${first} ${best} Nobody was hurt. The council met on Tuesday. It was told of the plan.`;
    const given = { ...offers(["The flour mill"], ["Rebuild the mill"]), text: told };
    const { shown } = chooseHeadline(
      { ...given, sentences: [first, best].map(sourceOf) },
      confidence,
    );
    expect(shown).toMatchObject({
      headline: "The flour mill of Brackwater burned on Monday",
      source: { text: first },
    });
  });

  it("is missing with the fault of the first choice", () => {
    expect(chooseHeadline(offers(["Mill of Leeds"], ["Mill"]), confidence)).toEqual({
      shown: undefined,
      why: "it wrote Leeds, which is not in the text",
    });
  });
});
