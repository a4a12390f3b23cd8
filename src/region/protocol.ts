import * as z from "zod";
import { READ_LANGUAGES } from "../contract/language.ts";
import { FORMATS, LENGTHS, REREADING_MODELS } from "../contract/options.ts";
import { MAX_CHARACTERS, MAX_QUERY_CHARACTERS } from "../contract/request.ts";
import { zone } from "../placement/regions.ts";
import { TASKS } from "../summarizer/generation/model.ts";
import { offer } from "../summarizer/models/writer.ts";
import { sentTensors } from "./tensors.ts";

/**
 * The internal calls from the edge to a region: one POST, one answer, both JSON as packed by `packed.ts`. A version in
 * the path keeps an edge and a region of different versions from misreading each other. The edge reads the document,
 * chooses sentences and judges the results; a region receives only the data that it needs.
 */
/** Takes `RegionWriting`; a region that supports this path offers at least one model that writes. */
export const WRITE_PATH = "/internal/v5/writings";
/** Takes `RegionRereading`: the sentences that a larger model rereads. */
export const REREAD_PATH = "/internal/v5/rereadings";
/** Takes `RegionWork`, a whole document, for a caller who insists on a region for nano. */
export const REGION_PATH = "/internal/v5/summaries";
/** Answers with the region's actual location and the models that write there. */
export const WHERE_PATH = "/internal/v5/where";

/** Paths that take work. */
export const WORK_PATHS = [WRITE_PATH, REREAD_PATH, REGION_PATH] as const;

/** Maximum size of work in bytes, unpacked: a document of 1,000,000 characters, each escaped. */
export const MAX_WORK_BYTES = 6_100_000;
/** Maximum size of an answer in bytes, unpacked: two copies of a document. */
export const MAX_ANSWER_BYTES = 8_000_000;

const language = z.enum(READ_LANGUAGES);

const passage = z.object({
  sentence: z.string().min(1),
  before: z.string().optional(),
  at: z.int().min(0),
});

export const regionWriting = z.object({
  language,
  model: z.string(),
  title: z.string().optional(),
  /** The texts to write, each about some sentences of the document, the most important first. */
  texts: z.array(z.array(passage).min(1)).min(1),
  options: z.object({
    numBeams: z.int().min(1).max(16),
    earlyStopping: z.union([z.boolean(), z.literal("never")]),
    minTokens: z.int().min(0),
    maxTokens: z.int().positive(),
    task: z.enum(TASKS).optional(),
  }),
});

export type RegionWriting = z.infer<typeof regionWriting>;

export const regionRereading = z.object({
  model: z.enum(REREADING_MODELS),
  version: z.string(),
  inputs: sentTensors,
});

export type RegionRereading = z.infer<typeof regionRereading>;

export const regionWork = z.object({
  text: z.string().min(1).max(MAX_CHARACTERS),
  language,
  options: z.object({
    length: z.enum(LENGTHS),
    format: z.enum(FORMATS),
    maxLength: z.int().positive().optional(),
    minLength: z.int().positive().optional(),
    query: z.string().max(MAX_QUERY_CHARACTERS).optional(),
    sentences: z.int().positive().optional(),
    overflow: z.enum(["refuse", "cut"]).optional(),
  }),
});

export type RegionWork = z.infer<typeof regionWork>;

const place = {
  colo: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable(),
  /** Stated by a region whose platform does not report its location. */
  zone: zone.optional(),
};

const count = z.int().min(0);

export const writingAnswer = z.object({
  /** One for each text. */
  abstracts: z
    .array(
      z.object({
        summary: z.string(),
        alternatives: z.array(z.string()).max(32),
        inputTokens: count,
        outputTokens: count,
        steps: count,
        meanLogProbability: z.number().max(0),
        sentencesRead: count,
        isTruncated: z.boolean(),
      }),
    )
    .min(1),
  ...place,
});

export const rereadingAnswer = z.object({ outputs: sentTensors, ...place });

export const workAnswer = z.union([
  z.object({
    extract: z.object({
      summary: z.string(),
      sentences: z.array(
        z.object({
          text: z.string(),
          start: count,
          end: count,
          score: z.number(),
          kept: z.array(z.tuple([count, count])).optional(),
          cut: z.literal(true).optional(),
        }),
      ),
      outputTokens: count,
    }),
    ...place,
  }),
  z.object({
    refused: z.object({ field: z.enum(["max_length", "min_length"]), works: z.int() }),
  }),
]);

/** Missing in answers of a region from before writers were offered. */
export const whereAnswer = z.object({ ...place, offers: z.array(offer).max(100).default([]) });

/** The location of a region, and the models that write there. */
export type About = z.infer<typeof whereAnswer>;
