import {
  type Context,
  type Tracer as OpenTelemetryTracer,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { JsonTraceSerializer } from "@opentelemetry/otlp-transformer";
import { resourceFromAttributes } from "@opentelemetry/resources";
import {
  AlwaysOffSampler,
  ParentBasedSampler,
  type ReadableSpan,
  type SpanProcessor,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import { within } from "../deadline.ts";
import type { TracingSettings } from "./configure.ts";
import type { RootSpan, Trace, Tracer } from "./trace.ts";

const EXPORT_LIMIT_MS = 10_000;
/** While a receiver hangs, ended spans beyond this number are dropped. */
const MAX_WAITING = 2_048;
const KINDS = { server: SpanKind.SERVER, internal: SpanKind.INTERNAL } as const;
const propagator = new W3CTraceContextPropagator();

/** Keeps ended spans of this isolate until the end of a request takes them. */
class Ended implements SpanProcessor {
  #spans: ReadableSpan[] = [];

  onStart(): void {}
  onEnd(span: ReadableSpan): void {
    if (this.#spans.length < MAX_WAITING) this.#spans.push(span);
  }
  async forceFlush(): Promise<void> {}
  async shutdown(): Promise<void> {}

  take(): ReadableSpan[] {
    const spans = this.#spans;
    this.#spans = [];
    return spans;
  }
}

/**
 * Traces by the OpenTelemetry SDK, exported as OTLP in JSON over HTTP. The SDK's own exporter waits for timers, which a
 * Worker has only within a request; here the request exports its spans itself.
 */
export function openTracer(
  { url, headers, serviceName, sampledShare }: TracingSettings,
  version: string,
  fetcher: typeof fetch,
): Tracer {
  const ended = new Ended();
  // A caller that continues a trace must not decide that all its requests are recorded.
  const ratio = new TraceIdRatioBasedSampler(sampledShare);
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ "service.name": serviceName, "service.version": version }),
    sampler: new ParentBasedSampler({
      root: ratio,
      remoteParentSampled: ratio,
      remoteParentNotSampled: new AlwaysOffSampler(),
    }),
    spanProcessors: [ended],
  });
  const tracer = provider.getTracer("greengist", version);
  const post = async (spans: ReadableSpan[]) => {
    const response = await fetcher(url, {
      method: "POST",
      redirect: "manual",
      headers: { ...headers, "content-type": "application/json" },
      body: JsonTraceSerializer.serializeRequest(spans) as Uint8Array<ArrayBuffer>,
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`status ${response.status}`);
  };
  return {
    begin(name, kind, incoming) {
      const context = incoming
        ? propagator.extract(ROOT_CONTEXT, incoming, {
            get: (carrier, key) => carrier.get(key) ?? undefined,
            keys: (carrier) => [...carrier.keys()],
          })
        : ROOT_CONTEXT;
      const span = tracer.startSpan(name, { kind: KINDS[kind], startTime: Date.now() }, context);
      return rootOf(tracer, span, context);
    },
    async flush() {
      const spans = ended.take();
      if (spans.length === 0) return;
      try {
        await within(post(spans), EXPORT_LIMIT_MS);
      } catch (error) {
        const lost = { event: "traces-lost", spans: spans.length, error: String(error) };
        console.warn(JSON.stringify(lost));
      }
    },
  };
}

function rootOf(tracer: OpenTelemetryTracer, span: Span, parent: Context): RootSpan {
  return {
    ...traceOf(tracer, trace.setSpan(parent, span)),
    end({ name, attributes, failure }) {
      span.updateName(name).setAttributes(attributes);
      finish(span, failure);
    },
  };
}

function traceOf(tracer: OpenTelemetryTracer, context: Context): Trace {
  return {
    async span(name, attributes, work) {
      const span = tracer.startSpan(name, { attributes, startTime: Date.now() }, context);
      try {
        const done = await work(traceOf(tracer, trace.setSpan(context, span)));
        finish(span);
        return done;
      } catch (error) {
        // Messages of errors may quote the document.
        finish(span, error instanceof Error ? error.name : typeof error);
        throw error;
      }
    },
    headers() {
      const carrier: Record<string, string> = {};
      propagator.inject(context, carrier, {
        set: (all, key, value) => {
          all[key] = value;
        },
      });
      return carrier;
    },
  };
}

/** Times are those of `Date.now()`, since the clock that the SDK prefers is another one on Workers. */
function finish(span: Span, failure?: string): void {
  if (failure !== undefined) {
    span.setAttribute("error.type", failure);
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end(Date.now());
}
