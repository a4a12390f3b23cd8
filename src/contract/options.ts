/** The models that reread the sentences that nano ranks best, and can trim them; smallest first. */
export const REREADING_MODELS = ["small"] as const;
export type RereadingModel = (typeof REREADING_MODELS)[number];

/** The models that read every sentence; a text's language decides which. */
export const READING_MODELS = ["nano", "nano-multilingual"] as const;
export type ReadingModel = (typeof READING_MODELS)[number];

/** The models that choose and trim sentences, smallest first. */
export const MODEL_NAMES = ["nano", ...REREADING_MODELS] as const;
export type ModelName = (typeof MODEL_NAMES)[number];

export const MODES = ["extractive", "abstractive"] as const;
export type Mode = (typeof MODES)[number];

/** The number of beams of a written summary, unless a request names it. */
export const BEAMS = 4;

export const LENGTHS = ["short", "medium", "long"] as const;
export type Length = (typeof LENGTHS)[number];

export const FORMATS = ["paragraph", "key-points", "headline"] as const;
export type Format = (typeof FORMATS)[number];
