import { createDocument, type ZodOpenApiOverrideContext } from "zod-openapi";
import { DIALECT_EVENTS, DIALECT_PATHS } from "./dialects.ts";
import { JOB_PATHS } from "./jobs.ts";
import { CALLER, SECURITY_SCHEMES, TAGS } from "./parts.ts";
import { CARBON_AWARE_PATHS, EMISSIONS_PATHS, PLACEMENT_PATHS, SERVICE_PATHS } from "./readings.ts";
import { STREAMED, SUMMARY_PATHS } from "./summaries.ts";

export type OpenApiDocument = ReturnType<typeof createDocument>;

let document: OpenApiDocument | undefined;

/** The OpenAPI 3.1 document of every public call, built once from the schemas that validation and the tests use. */
export function openApi(version: string): OpenApiDocument {
  document ??= createDocument(
    {
      openapi: "3.1.1",
      info: {
        title: "greengist",
        version,
        description:
          "Summaries at the network's edge, in English and Chinese, each with a receipt of its " +
          "greenhouse gas emissions.",
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      servers: [{ url: "/" }],
      security: CALLER,
      tags: TAGS.map(({ name, description }) => ({ name, description })),
      paths: {
        ...SUMMARY_PATHS,
        ...JOB_PATHS,
        ...DIALECT_PATHS,
        ...EMISSIONS_PATHS,
        ...PLACEMENT_PATHS,
        ...CARBON_AWARE_PATHS,
        ...SERVICE_PATHS,
      },
      components: {
        schemas: { ...STREAMED, ...DIALECT_EVENTS },
        securitySchemes: SECURITY_SCHEMES,
      },
    },
    { override: withoutTuples },
  );
  return document;
}

/**
 * Tools that generate clients do not know the tuples of JSON Schema. A query parameter without repetition is read as a
 * list of one value, so its schema is that of the value. Any other tuple here has members of one kind, so its schema is
 * that of a list of that length.
 * @throws Error for a tuple of several kinds
 */
function withoutTuples({ jsonSchema, io }: ZodOpenApiOverrideContext): void {
  const { prefixItems } = jsonSchema;
  if (prefixItems === undefined) return;
  const [first = {}] = prefixItems;
  if (prefixItems.some((one) => JSON.stringify(one) !== JSON.stringify(first))) {
    throw new Error("The document can only describe tuples whose members are of one kind.");
  }
  if (io === "input") {
    for (const key of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, key);
    Object.assign(jsonSchema, first);
    return;
  }
  delete jsonSchema.prefixItems;
  const { length } = prefixItems;
  Object.assign(jsonSchema, { items: first, minItems: length, maxItems: length });
}
