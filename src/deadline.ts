/** An operation took longer than its time limit. */
export class DeadlineError extends Error {
  constructor(ms: number) {
    super(`no answer in ${ms} ms`);
    this.name = "DeadlineError";
  }
}

/**
 * The value that a promise resolves to.
 * @throws DeadlineError if it does not settle within `ms` milliseconds
 */
export async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeadlineError(ms)), ms);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
