import * as z from "zod";
import { documentRequest } from "./documents.ts";
import { problem } from "./service.ts";
import { summaryAnswer } from "./summary.ts";

/** The longest that a job may wait, in hours. */
export const MAX_WINDOW_HOURS = 48;

/** The options of a job beside its document: its deadline, and where its result is sent. */
export const jobOptions = z.strictObject({
  deadline: z.iso
    .datetime({ offset: true, error: "must be a time in ISO 8601 with its offset" })
    .optional()
    .describe(`By when the summary is wanted: at most ${MAX_WINDOW_HOURS} hours ahead.`),
  window: z
    .string()
    .regex(/^PT(?=\d)(?:\d{1,2}H)?(?:\d{1,4}M)?$/, "must be a duration such as PT6H or PT90M")
    .optional()
    .describe(
      "The same as a duration from now, ISO 8601, instead of deadline; PT24H without either.",
    ),
  callback: z
    .url({ protocol: /^https$/, error: "must be a URL of https" })
    .max(2_000)
    .optional()
    .describe("A public address that the job is posted to once it is over, signed."),
});
export type JobOptions = z.infer<typeof jobOptions>;

export const jobRequest = z
  .strictObject({ ...documentRequest.shape, ...jobOptions.shape })
  .meta({ id: "JobRequest", description: "What /v1/summarize takes, and by when it is wanted." });

export const JOB_STATUSES = [
  "waiting",
  "running",
  "done",
  "failed",
  "expired",
  "cancelled",
] as const;

export const job = z
  .strictObject({
    id: z.string().describe("Opens the job and its text: whoever has it can read and cancel it."),
    status: z.enum(JOB_STATUSES),
    created_at: z.iso.datetime(),
    deadline: z.iso.datetime(),
    expected_at: z.iso.datetime().describe("When it is to run by the newest forecast, or ran."),
    expected_grams: z
      .number()
      .nullable()
      .describe("CO2e then, without the way between caller and edge; null where no grid is known."),
    immediate_grams: z.number().nullable().describe("The same, had it run when it was sent."),
    attempts: z.int().min(0).describe("How often it was run."),
    callback: z
      .strictObject({
        state: z.enum(["waiting", "delivered", "failed"]),
        attempts: z.int().min(0),
      })
      .nullable(),
    result: summaryAnswer.nullable().describe("Kept for a day after the job is done."),
    problem: problem.nullable().describe("Why it failed."),
  })
  .meta({ id: "Job" });
export type JobJson = z.infer<typeof job>;

export const newJob = job
  .extend({
    callback_secret: z
      .string()
      .nullable()
      .describe("Signs callbacks, after Standard Webhooks; null without a callback."),
  })
  .meta({ id: "NewJob" });
