import type { PageLanguage } from "../../contract/language.ts";
import { Description } from "./marked.tsx";
import type { DocsMessages } from "./messages.en.ts";
import { TITLES_ZH } from "./reference.zh.ts";
import { Members, Row, type Schema, Type } from "./schema.tsx";
import { Try } from "./try.tsx";

interface Media {
  schema?: Schema;
  examples?: Record<string, { summary?: string; value: unknown }>;
}

/** The members of an OpenAPI operation that this page reads. */
export interface Operation {
  operationId?: string;
  summary?: string;
  description?: string;
  parameters?: {
    name: string;
    in: string;
    required?: boolean;
    description?: string;
    schema?: Schema & { example?: string };
  }[];
  requestBody?: { content: Record<string, Media> };
  responses?: Record<string, { description?: string; content?: Record<string, Media> }>;
}

interface OperationProps {
  path: string;
  method: string;
  operation: Operation;
  schemas: Readonly<Record<string, Schema>>;
  t: DocsMessages;
  language: PageLanguage;
}

/** One operation: its parameters, body and responses, and a form that sends it. */
export const OperationSection = (props: OperationProps) => {
  const { path, method, operation, schemas, t, language } = props;
  const { operationId, summary, description, parameters = [], requestBody, responses } = operation;
  const body = requestBody?.content["application/json"];
  const schema = body?.schema && resolve(body.schema, schemas);
  const [answers = [], problems = []] = [false, true].map((isProblem) =>
    Object.entries(responses ?? {}).filter(([status]) => status >= "400" === isProblem),
  );
  const translated = language === "zh" ? TITLES_ZH[operationId ?? ""] : undefined;
  return (
    <section class="operation" id={operationId} aria-labelledby={`${operationId}-title`}>
      <h3 id={`${operationId}-title`} lang={translated ? undefined : "en"}>
        <a href={`#${operationId}`}>{translated ?? summary}</a>
      </h3>
      <p class="call">
        <span class={`method ${method}`}>{method.toUpperCase()}</span>
        <code>{path}</code>
      </p>
      {description && (
        <p>
          <Description text={description} t={t} />
        </p>
      )}
      {parameters.length > 0 && (
        <>
          <h4>{t.parameters}</h4>
          <div class="wide" tabindex={0}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t.name}</th>
                  <th scope="col">{t.type}</th>
                  <th scope="col">{t.about}</th>
                </tr>
              </thead>
              <tbody>
                {parameters.map((parameter) => (
                  <Row
                    name={parameter.name}
                    schema={{ description: parameter.description ?? "", ...parameter.schema }}
                    depth={0}
                    isRequired={parameter.required ?? false}
                    words={t}
                  />
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
      {schema && (
        <>
          <h4>{t.body}</h4>
          {bodiesOf(schema).map((one) => (
            <>
              {one.$ref && (
                <p class="mono small">
                  <Type schema={one} />
                </p>
              )}
              <Members schema={resolve(one, schemas)} words={t} />
            </>
          ))}
        </>
      )}
      <h4>{t.answers}</h4>
      <ul class="answers">
        {answers.map(([status, { description, content }]) => (
          <li>
            <span class="status">{status}</span>
            <Description text={description ?? ""} t={t} />
            <span class="media mono">
              {Object.entries(content ?? {}).map(([type, media], index) => (
                <>
                  {index > 0 && ", "}
                  {type.split(";")[0]}
                  {media.schema?.$ref && (
                    <>
                      {" "}
                      <Type schema={media.schema} />
                    </>
                  )}
                </>
              ))}
            </span>
          </li>
        ))}
        {problems.length > 0 && (
          <li>
            <a href="#guide-problems">{t.problemsOf}</a>
            <span class="statuses-of">{problems.map(([status]) => status).join(", ")}</span>
          </li>
        )}
      </ul>
      <Try path={path} method={method} operation={operation} t={t} />
    </section>
  );
};

/** A body with members of its own; or each of its alternatives, or the elements of its list. */
const bodiesOf = (schema: Schema): Schema[] =>
  schema.properties ? [schema] : (schema.anyOf ?? (schema.items ? [schema.items] : [schema]));

export function resolve(schema: Schema, schemas: Readonly<Record<string, Schema>>): Schema {
  const name = schema.$ref?.slice(schema.$ref.lastIndexOf("/") + 1);
  return name === undefined ? schema : (schemas[name] ?? {});
}
