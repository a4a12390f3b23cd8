import type { DocsMessages } from "./messages.en.ts";
import type { Operation } from "./operation.tsx";

interface TryProps {
  path: string;
  method: string;
  operation: Operation;
  t: DocsMessages;
}

/** A form that sends the call. The script reveals it, because it does not work without the script. */
export const Try = ({ path, method, operation, t }: TryProps) => {
  const { operationId: id, parameters = [], requestBody, responses } = operation;
  const examples = Object.values(requestBody?.content["application/json"]?.examples ?? {});
  const forms = Object.keys(responses?.["200"]?.content ?? {});
  return (
    <form
      class="try"
      hidden
      data-path={path}
      data-method={method.toUpperCase()}
      data-failed={t.failed}
      aria-label={`${t.tryIt}: ${method.toUpperCase()} ${path}`}
    >
      <div class="fields">
        {parameters.map(({ name, in: place, schema, required }) => (
          <label>
            <span class="mono">{name}</span>
            <input
              name={name}
              data-in={place}
              value={schema?.example ?? ""}
              placeholder={placeholderOf(schema)}
              required={required}
              autocomplete="off"
            />
          </label>
        ))}
        {forms.length > 1 && (
          <label>
            <span>{t.form}</span>
            <select data-accept>
              {forms.map((form) => (
                <option>{form.split(";")[0]}</option>
              ))}
            </select>
          </label>
        )}
        {examples.length > 1 && (
          <label>
            <span>{t.example}</span>
            <select data-examples>
              {examples.map(({ summary, value }) => (
                <option value={JSON.stringify(value, null, 2)}>
                  {t.descriptions[summary ?? ""] ?? summary}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      {requestBody && (
        <textarea data-body required aria-label={t.body} rows={8} autocomplete="off">
          {examples[0] && JSON.stringify(examples[0].value, null, 2)}
        </textarea>
      )}
      <p class="actions">
        <button type="submit" data-run={t.run} data-stop={t.stop}>
          {t.run}
        </button>
        <output class="outcome" for={id} aria-live="polite" />
      </p>
      <pre class="result" tabindex={0} hidden>
        <code />
      </pre>
    </form>
  );
};

const placeholderOf = (schema: { default?: unknown; enum?: unknown[] } | undefined): string =>
  schema?.default !== undefined ? String(schema.default) : (schema?.enum ?? []).join(" | ");
