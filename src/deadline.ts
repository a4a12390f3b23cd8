/** Something took longer than it may. */
export class DeadlineError extends Error {
  constructor(ms: number) {
    super(`no answer in ${ms} ms`);
    this.name = "DeadlineError";
  }
}

/** What a promise resolves to, if it does within `ms` milliseconds; else throws `DeadlineError`. */
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
