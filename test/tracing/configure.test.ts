import { expect, test } from "vitest";
import { configureTracing } from "../../src/tracing/configure.ts";

test("nothing is traced without an endpoint", () => {
  expect(configureTracing({})).toBe(undefined);
  expect(configureTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: " " })).toBe(undefined);
});

test("an endpoint is that of OTLP over HTTP, with headers as OpenTelemetry writes them", () => {
  expect(configureTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318/" })).toEqual({
    url: "http://collector:4318/v1/traces",
    headers: {},
    serviceName: "greengist",
    sampledShare: 1,
  });
  expect(
    configureTracing({
      OTEL_EXPORTER_OTLP_ENDPOINT: "https://otlp.example.org/otlp",
      OTEL_EXPORTER_OTLP_HEADERS: "authorization=Basic%20YTpi, x-team = web",
      OTEL_SERVICE_NAME: "herald",
      OTEL_TRACES_SAMPLER_ARG: "0.1",
    }),
  ).toEqual({
    url: "https://otlp.example.org/otlp/v1/traces",
    headers: { authorization: "Basic YTpi", "x-team": "web" },
    serviceName: "herald",
    sampledShare: 0.1,
  });
});

test.each([
  ["OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318"],
  ["OTEL_EXPORTER_OTLP_ENDPOINT", "grpc://collector:4317"],
  ["OTEL_EXPORTER_OTLP_HEADERS", "Bearer secret-token"],
  ["OTEL_EXPORTER_OTLP_HEADERS", "authorization=%E0%A4%A"],
  ["OTEL_EXPORTER_OTLP_HEADERS", "no name=secret-token"],
  ["OTEL_TRACES_SAMPLER_ARG", "2"],
])("%s as %s is named, a secret not quoted", (name, value) => {
  const config = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318", [name]: value };
  expect(() => configureTracing(config)).toThrow(name);
  try {
    configureTracing(config);
  } catch (error) {
    expect(String(error)).not.toContain("secret");
  }
});
