import { numberOf, SettingError } from "../settings.ts";

/** Variables of tracing, with the names and formats of OpenTelemetry's specification; all optional. */
export interface TracingConfig {
  /** Base URL of a receiver of OTLP over HTTP, to which `/v1/traces` is added. Without it, nothing is traced. */
  OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined;
  /** Headers of each export, such as `authorization=Bearer%20TOKEN,x-team=web`. A secret. */
  OTEL_EXPORTER_OTLP_HEADERS?: string | undefined;
  /** Name under which the receiver shows this deployment; "greengist" by default. */
  OTEL_SERVICE_NAME?: string | undefined;
  /** Share of traces that are recorded, 0 to 1; 1 by default. */
  OTEL_TRACES_SAMPLER_ARG?: string | undefined;
}

export interface TracingSettings {
  url: string;
  headers: Readonly<Record<string, string>>;
  serviceName: string;
  sampledShare: number;
}

/**
 * Undefined where no endpoint is set.
 * @throws SettingError
 */
export function configureTracing(config: TracingConfig): TracingSettings | undefined {
  const endpoint = config.OTEL_EXPORTER_OTLP_ENDPOINT?.trim();
  if (!endpoint) return undefined;
  if (!/^https?:$/.test(URL.parse(endpoint)?.protocol ?? "")) {
    throw new SettingError("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint, "a URL of http or https");
  }
  return {
    url: `${endpoint.replace(/\/$/, "")}/v1/traces`,
    headers: headersOf(config.OTEL_EXPORTER_OTLP_HEADERS),
    serviceName: config.OTEL_SERVICE_NAME || "greengist",
    sampledShare: numberOf("OTEL_TRACES_SAMPLER_ARG", config.OTEL_TRACES_SAMPLER_ARG, 1, [0, 1]),
  };
}

function headersOf(text = ""): Record<string, string> {
  const pairs = text.split(",").filter((pair) => pair.trim() !== "");
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf("=");
      try {
        const name = pair.slice(0, at).trim();
        const value = decodeURIComponent(pair.slice(at + 1).trim());
        new Headers([[name, value]]);
        if (at > 0) return [name, value];
      } catch {}
      // Its value may be a secret, so it is not quoted.
      throw new SettingError("OTEL_EXPORTER_OTLP_HEADERS", "…", "a list as name=value,name=value");
    }),
  );
}
