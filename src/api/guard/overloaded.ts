import { RefusedError } from "../../contract/refused.ts";

/** Too much is in progress here; the same request may succeed after `retryAfterSeconds`. */
export class OverloadedError extends RefusedError {
  constructor(message: string, retryAfterSeconds = 1) {
    super("overloaded", message, { retryAfterSeconds });
  }
}
