import { createDocument } from "zod-openapi";
import { DIALECT_PATHS } from "./dialects.ts";
import { JOB_PATHS } from "./jobs.ts";
import { SECURITY_SCHEMES, TAGS } from "./parts.ts";
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
      components: { schemas: STREAMED, securitySchemes: SECURITY_SCHEMES },
    },
    { override: asParameter },
  );
  return document;
}

/** A query parameter without repetition is read as a list of one value; its schema is that of the list's element. */
function asParameter({
  jsonSchema,
  io,
}: {
  jsonSchema: { prefixItems?: unknown };
  io: "input" | "output";
}): void {
  const { prefixItems } = jsonSchema;
  if (io !== "input" || !Array.isArray(prefixItems) || prefixItems.length !== 1) return;
  for (const key of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, key);
  Object.assign(jsonSchema, prefixItems[0]);
}
