/** OTLP in JSON, as far as tests read it: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */
interface Exported {
  resourceSpans: {
    resource: { attributes: KeyValue[] };
    scopeSpans: { spans: ExportedSpan[] }[];
  }[];
}
interface KeyValue {
  key: string;
  value: {
    stringValue?: string;
    intValue?: number | string;
    doubleValue?: number;
    boolValue?: boolean;
  };
}
interface ExportedSpan {
  name: string;
  kind: number;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: KeyValue[];
  status: { code?: number };
}

/** The spans of an export, with attributes as plain values. */
export const spansIn = ({ resourceSpans }: Exported) =>
  resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans
      .flatMap(({ spans }) => spans)
      .map(({ attributes, status, ...span }) => ({
        ...span,
        attributes: valuesOf(attributes),
        isError: status.code === 2,
        service: valuesOf(resource.attributes)["service.name"],
      })),
  );

const valuesOf = (attributes: readonly KeyValue[]) =>
  Object.fromEntries(
    attributes.map(({ key, value: { stringValue, intValue, doubleValue, boolValue } }) => [
      key,
      stringValue ??
        (intValue === undefined ? undefined : Number(intValue)) ??
        doubleValue ??
        boolValue,
    ]),
  );
