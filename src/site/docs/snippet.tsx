interface SnippetProps {
  /** Names the group of tabs; unique on the page. */
  name: string;
  /** Tab and text, in order. */
  tabs: readonly (readonly [tab: string, text: string])[];
  label: string;
  copy: { copy: string; copied: string };
}

/** The same call in several languages, one of which is visible. The tabs are radio buttons and need no script. */
export const Snippet = ({ name, tabs, label, copy }: SnippetProps) => (
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
    {tabs.map(([, text]) => (
      <div class="pane">
        <pre tabindex={0}>
          <code>{text.trimEnd()}</code>
        </pre>
        <button type="button" class="copy" hidden data-copied={copy.copied}>
          {copy.copy}
        </button>
      </div>
    ))}
  </div>
);
