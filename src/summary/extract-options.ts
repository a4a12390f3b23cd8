import type { SummaryRequest } from "../contract/request.ts";
import type { ExtractOptions } from "../summarizer/extract/extract.ts";

/** The options of an extraction that a request asks for. */
export const optionsOf = (request: SummaryRequest): ExtractOptions => ({
  length: request.length,
  format: request.format,
  compress: request.compress,
  overflow: request.overflow,
  ...(request.query !== undefined && { query: request.query }),
  ...(request.sentences !== undefined && { sentences: request.sentences }),
  ...(request.max_length !== undefined && { maxLength: request.max_length }),
  ...(request.min_length !== undefined && { minLength: request.min_length }),
});
