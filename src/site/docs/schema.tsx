import { Description } from "./marked.tsx";
import type { DocsMessages } from "./messages.en.ts";

/** The members of a JSON Schema that this page reads. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  description?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  prefixItems?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
}

type Words = Pick<
  DocsMessages,
  "name" | "type" | "about" | "required" | "standard" | "descriptions"
>;

/** zod writes these bounds for every integer. */
const SAFE = Number.MAX_SAFE_INTEGER;

const nameOf = (ref: string): string => ref.slice(ref.lastIndexOf("/") + 1);

/** The type of a value in short form; a named schema becomes a link. */
export const Type = ({ schema }: { schema: Schema }) => {
  if (schema.$ref) {
    const name = nameOf(schema.$ref);
    return <a href={`#schema-${name}`}>{name}</a>;
  }
  const options = schema.anyOf ?? schema.allOf;
  if (options) return <Options schemas={options} />;
  if (schema.prefixItems) return <List items={schema.prefixItems} />;
  if (schema.items) return <List items={[schema.items]} />;
  return <>{plain(schema)}</>;
};

const Options = ({ schemas }: { schemas: Schema[] }) => (
  <>
    {[...new Map(schemas.map((one) => [JSON.stringify(plain(one) + one.$ref), one])).values()].map(
      (one, index) => (
        <>
          {index > 0 && " | "}
          <Type schema={one} />
        </>
      ),
    )}
  </>
);

const List = ({ items }: { items: Schema[] }) => (
  <>
    [
    <Options schemas={items} />]
  </>
);

function plain(schema: Schema): string {
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const type = [schema.type ?? "any"].flat().join(" | ");
  return `${schema.format ? `${type} (${schema.format})` : type}${boundsOf(schema)}`;
}

function boundsOf({ minimum, maximum, minLength, maxLength }: Schema): string {
  const low = minimum !== undefined && minimum > -SAFE ? minimum : minLength;
  const high = maximum !== undefined && maximum < SAFE ? maximum : maxLength;
  if (low === undefined) return high === undefined ? "" : ` ≤ ${high}`;
  return high === undefined ? ` ≥ ${low}` : ` ${low}–${high}`;
}

/** The members of an object; members of nested objects are indented below them. */
export const Members = ({ schema, words }: { schema: Schema; words: Words }) => (
  <div class="wide" tabindex={0}>
    <table>
      <thead>
        <tr>
          <th scope="col">{words.name}</th>
          <th scope="col">{words.type}</th>
          <th scope="col">{words.about}</th>
        </tr>
      </thead>
      <tbody>
        <Rows schema={schema} depth={0} words={words} />
      </tbody>
    </table>
  </div>
);

interface RowsProps {
  schema: Schema;
  depth: number;
  words: Words;
}

const Rows = ({ schema, depth, words }: RowsProps) => (
  <>
    {Object.entries(schema.properties ?? {}).map(([name, member]) => (
      <>
        <Row
          name={name}
          schema={member}
          depth={depth}
          isRequired={schema.required?.includes(name) ?? false}
          words={words}
        />
        <Rows schema={within(member)} depth={depth + 1} words={words} />
      </>
    ))}
  </>
);

interface RowProps extends RowsProps {
  name: string;
  isRequired: boolean;
}

export const Row = ({ name, schema, depth, isRequired, words }: RowProps) => {
  // A member that may be null carries its description in the other alternative.
  const description =
    schema.description ?? schema.anyOf?.find((one) => one.description)?.description;
  return (
    <tr>
      <th scope="row" class={`depth-${Math.min(depth, 3)}`}>
        <code>{name}</code>
        {isRequired && <span class="required">{words.required}</span>}
      </th>
      <td class="mono">
        <Type schema={schema} />
      </td>
      <td>
        {description && <Description text={description} t={words} />}{" "}
        {schema.default !== undefined && (
          <span class="default">
            {words.standard} <code>{JSON.stringify(schema.default)}</code>
          </span>
        )}
      </td>
    </tr>
  );
};

/** The object schema in a member: the member itself, an element of its list, or one of its alternatives. */
function within(schema: Schema): Schema {
  if (schema.properties) return schema;
  if (schema.items) return within(schema.items);
  const [only] = schema.prefixItems ?? schema.anyOf?.filter(({ type }) => type !== "null") ?? [];
  return only ? within(only) : {};
}
