import { highlighted } from "./highlight.tsx";

interface SnippetProps {
  /** Names the group of tabs; unique on the page. */
  name: string;
  /** Tab and text, in order. */
  tabs: readonly (readonly [tab: string, text: string])[];
  label: string;
  copy: { copy: string; copied: string };
  /** The response to the call, and its title. */
  response?: { title: string; text: string };
}

/** The same call in several languages, one of which is visible. The tabs are radio buttons and need no script. */
export const Snippet = ({ response, ...call }: SnippetProps) => (
  <div class={response ? "exchange" : undefined}>
    <Call {...call} />
    {response && (
      <figure class="snippet response">
        <figcaption class="small soft">{response.title}</figcaption>
        <pre tabindex={0}>
          <code>{highlighted(response.text.trimEnd())}</code>
        </pre>
      </figure>
    )}
  </div>
);

const Call = ({ name, tabs, label, copy }: Omit<SnippetProps, "response">) => (
  <div class="snippet">
    <fieldset>
      <legend class="hidden-text">{label}</legend>
      {tabs.map(([tab], index) => (
        <label>
          <input type="radio" name={name} checked={index === 0} />
          <span>{tab}</span>
        </label>
      ))}
    </fieldset>
    {tabs.map(([tab, text]) => (
      <div class="pane">
        <pre tabindex={0}>
          <code>{highlighted(text.trimEnd(), tab === "curl")}</code>
        </pre>
        <button type="button" class="copy" hidden data-copied={copy.copied}>
          {copy.copy}
        </button>
      </div>
    ))}
  </div>
);
