import * as z from "zod";

/** Errors and health. */

export const problem = z
  .strictObject({
    type: z
      .string()
      .regex(/^urn:greengist:problem:[a-z-]+$/)
      .describe("Stable identifier of the kind of problem."),
    title: z.string().describe("In the language of Accept-Language, English or Chinese."),
    status: z.int().min(400).max(599),
    detail: z.string(),
    field: z.string().optional().describe("The member of the request at fault."),
  })
  .meta({ id: "Problem", description: "A problem detail (RFC 9457)." });

export const health = z
  .strictObject({
    status: z.literal("ok"),
    version: z.string(),
    models: z.array(
      z.strictObject({
        name: z.string(),
        version: z.string(),
        quantization: z.string(),
        loaded: z.boolean().optional().describe("Whether it is in this isolate's memory."),
      }),
    ),
    wasm_memory_bytes: z.int(),
  })
  .meta({ id: "Health" });

/** `type` is stable; `field` names the member of the request at fault. */
export type Problem = z.infer<typeof problem>;
