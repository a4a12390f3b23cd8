import { describe, expect, it } from "vitest";
import weights from "../../../models/writer/headlines.json" with { type: "json" };
import { FEATURES, HeadlineFeatures } from "../../../src/summarizer/rewrite/headline-features.ts";

const context = {
  text: "The mill burned. The mill of Ostrey stood by the river. Nobody saw the fire.",
  first: "The mill burned.",
  best: "The mill of Ostrey stood by the river.",
  aboutAll: ["Mill of Ostrey", "Fire in Ostrey"],
  aboutBest: ["Mill by the river", "Mill of Ostrey"],
  pieces: [{ text: "The mill of Ostrey stood by the river", kind: "clause" as const, of: 1 }],
};
const named = (headline: string) => {
  const values = new HeadlineFeatures(context).of(headline);
  return Object.fromEntries(FEATURES.map((name, at) => [name, values[at]]));
};

describe("the features of a headline", () => {
  it("are one for each weight", () => {
    for (const of of Object.values(weights)) expect(of).toHaveLength(FEATURES.length);
    expect(new HeadlineFeatures(context).of("Mill")).toHaveLength(FEATURES.length);
  });

  it("say how the writer ranked it", () => {
    expect(named("Mill of Ostrey")).toMatchObject({ aboutAll: 1, aboutBest: 1 / 2 });
    expect(named("Fire in Ostrey")).toMatchObject({ aboutAll: 1 / 2, aboutBest: 0 });
  });

  it("say how it was cut from a sentence", () => {
    expect(named("Mill of Ostrey")).toMatchObject({ order: 0, clause: 0 });
    const cut = named("The mill of Ostrey stood by the river");
    expect(cut).toMatchObject({ order: 1 / 2, clause: 1, topic: 0, aboutAll: 0 });
  });

  it("say how much of its subject the first and the best sentence have", () => {
    expect(named("Mill of Ostrey")).toMatchObject({ inFirst: 1 / 2, inBest: 1 });
    expect(named("Fire in Ostrey")).toMatchObject({ inFirst: 0, inBest: 1 / 2 });
  });

  it("agree most with all that was written for what most of it says", () => {
    const agreement = (headline: string) => named(headline).agreement as number;
    expect(agreement("Mill of Ostrey")).toBeGreaterThan(agreement("Fire in Ostrey"));
    expect(agreement("Nobody saw")).toBe(0);
  });

  it("count a Han character as a word", () => {
    const chinese = {
      text: "磨坊烧毁。",
      first: "磨坊烧毁。",
      best: "磨坊烧毁。",
      aboutAll: ["磨坊烧毁"],
      aboutBest: [],
      pieces: [],
    };
    expect(new HeadlineFeatures(chinese).of("磨坊烧毁")[FEATURES.indexOf("length")]).toBe(4 / 5);
  });
});
