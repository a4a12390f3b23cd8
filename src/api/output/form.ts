import { preferred } from "../../contract/accept.ts";
import { RefusedError } from "../../contract/refused.ts";

/** Forms of a summary; the first is the default. */
const FORMS = ["application/json", "text/plain", "text/markdown", "text/event-stream"] as const;
export type ResponseForm = (typeof FORMS)[number];

/** The caller accepts none of the forms. */
export class NotAcceptableError extends RefusedError {
  constructor() {
    super("not-acceptable", `Accept must allow one of ${FORMS.join(", ")}.`);
  }
}

/**
 * The form that the caller wants, determined before any work is done.
 * @throws NotAcceptableError
 */
export function formOf(accept: string | undefined): ResponseForm {
  const form = preferred(accept, FORMS);
  if (form === undefined) throw new NotAcceptableError();
  return form;
}
