/** A pattern and what stands for its matches. Changes are made in order, each in all places. */
export type Change = readonly [
  pattern: RegExp,
  put: string | ((whole: string, ...parts: string[]) => string),
];

/** A wordy English phrase that becomes a brief one wherever it stands, unless it is part of a name. */
export const phrase = (wordy: string, brief: string): Change => [
  new RegExp(`(?<![\\p{L}\\p{N}-])(?:${wordy})(?![\\p{L}\\p{N}-])`, "giu"),
  // "Distillation by Utilizing Peer Samples" is a name.
  (whole, at) => (Number(at) > 0 && /^\p{Lu}/u.test(whole) ? whole : brief),
];
