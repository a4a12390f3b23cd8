/** Facts about a span. Never words of a document, nor the id of a job, which opens it. */
export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** A place in the trace of one request, below which spans can be added. */
export interface Trace {
  /** Runs work as a span. An error that it throws marks the span with its kind, and is thrown on. */
  span<T>(name: string, attributes: Attributes, work: (inside: Trace) => Promise<T>): Promise<T>;
  /** Headers with which a service that is called from here continues the trace (W3C Trace Context). */
  headers(): Readonly<Record<string, string>>;
}

/** The trace of a request that is not traced. It costs nothing. */
export const NO_TRACE: Trace = {
  span: (_name, _attributes, work) => work(NO_TRACE),
  headers: () => ({}),
};

/** The facts about a request that are known when it ends. */
export interface Ending {
  /** The final name of its span. */
  name: string;
  attributes: Attributes;
  /** The kind of an error that is a fault of this service. */
  failure?: string | undefined;
}

/** The outermost span of a request or a job. */
export interface RootSpan extends Trace {
  end(ending: Ending): void;
}

/** Traces requests and exports their spans. */
export interface Tracer {
  /** `kind` is "server" for a request, which continues its caller's trace if its headers name one. */
  begin(name: string, kind: "server" | "internal", headers?: Headers): RootSpan;
  /** Exports all spans that have ended. Never rejects: spans that cannot be exported are lost, and a log line says so. */
  flush(): Promise<void>;
}
