import type { SentenceCandidate } from "./select.ts";

/** The number of best sentences that vote, and the additional weight of the better ones' votes. */
const VOTERS = 16;
const SHARPNESS = 2;

/** F1 of two bags of tokens, as in ROUGE-1. */
function likeness(left: Map<number, number>, right: Map<number, number>, tokens: number): number {
  let common = 0;
  for (const [id, count] of left) common += Math.min(count, right.get(id) ?? 0);
  return tokens > 0 ? (2 * common) / tokens : 0;
}

function bagOf(ids: readonly number[]): Map<number, number> {
  const bag = new Map<number, number>();
  for (const id of ids) bag.set(id, (bag.get(id) ?? 0) + 1);
  return bag;
}

/**
 * Scores for the choice of one sentence that must represent all: the mean of a sentence's own score and of the share of
 * the other good sentences that it covers. This is minimum Bayes risk decision (Kumar and Byrne, NAACL 2004) with
 * ROUGE-1 as the gain and the scores as beliefs. Sentences that do not vote keep half of their score, as if they agreed
 * with no other sentence.
 */
export function consensus(
  candidates: readonly SentenceCandidate[],
  scores: Float32Array,
): Float32Array {
  const best = [...scores.keys()]
    .filter((index) => !candidates[index]?.boilerplate && !candidates[index]?.repeats)
    .sort((left, right) => (scores[right] as number) - (scores[left] as number) || left - right)
    .slice(0, VOTERS);
  const top = scores[best[0] ?? 0] ?? 0;
  const agreed = scores.map((score) => score / 2);
  if (top <= 0) return agreed;
  const bags = best.map((index) => bagOf(candidates[index]?.ids ?? []));
  const lengths = best.map((index) => candidates[index]?.ids.length ?? 0);
  const votes = best.map((index) => ((scores[index] as number) / top) ** SHARPNESS);
  const gains = best.map((_, one) =>
    best.reduce((sum, __, other) => {
      const tokens = (lengths[one] as number) + (lengths[other] as number);
      const alike = likeness(
        bags[one] as Map<number, number>,
        bags[other] as Map<number, number>,
        tokens,
      );
      return sum + (votes[other] as number) * alike;
    }, 0),
  );
  const most = Math.max(...gains);
  if (most <= 0) return agreed;
  best.forEach((index, one) => {
    agreed[index] = ((scores[index] as number) + (top * (gains[one] as number)) / most) / 2;
  });
  return agreed;
}
