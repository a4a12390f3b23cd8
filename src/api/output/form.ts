import { preferred } from "../../contract/accept.ts";

/** Forms of a summary; the first is the default. */
const FORMS = ["application/json", "text/plain", "text/markdown", "text/event-stream"] as const;
export type Form = (typeof FORMS)[number];

/** The caller refuses every form that there is. */
export class NotAcceptableError extends Error {
  constructor() {
    super(`Accept must leave one of ${FORMS.join(", ")}.`);
    this.name = "NotAcceptableError";
  }
}

/** The form that the caller wants, known before any work is done. Throws `NotAcceptableError`. */
export function formOf(accept: string | undefined): Form {
  const form = preferred(accept, FORMS);
  if (form === undefined) throw new NotAcceptableError();
  return form;
}
