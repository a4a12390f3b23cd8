import { LOCALES, type PageLanguage } from "../../contract/language.ts";
import type { PlaygroundMessages } from "./messages.en.ts";
import { SAMPLES } from "./samples.ts";

/** The text: an editor, and a reader with the chosen sentences marked. */
export const Source = ({
  t,
  language: shown,
}: {
  t: PlaygroundMessages;
  language: PageLanguage;
}) => (
  <section class="source" aria-label={t.source.label}>
    <div class="bar">
      <label class="bar-title" for="text" id="text-label">
        {t.source.label}
      </label>
      <span class="soft small" id="count" />
      <span class="bar-end">
        <button type="button" class="plain" id="edit" hidden>
          {t.source.edit}
        </button>
        <button type="button" class="plain" id="clear" hidden>
          {t.source.clear}
        </button>
        <button type="button" class="plain" id="open-file">
          {t.source.open}
        </button>
        <input
          type="file"
          id="file"
          hidden
          accept=".txt,.md,.markdown,.html,.htm,.pdf,text/plain,text/markdown,text/html,application/pdf"
        />
      </span>
    </div>
    <textarea
      id="text"
      dir="auto"
      spellcheck={false}
      placeholder={t.source.placeholder}
      aria-describedby="count"
    >
      {SAMPLES.find(({ language }) => language === shown)?.text}
    </textarea>
    <section
      class="reader"
      id="reader"
      dir="auto"
      tabindex={0}
      aria-label={t.source.label}
      hidden
    />
    <p class="samples small">
      <span class="soft">{t.source.samples}</span>
      {SAMPLES.map(({ id, kind, language }) => (
        <button
          type="button"
          class="plain"
          data-sample={id}
          lang={language === "zh" ? LOCALES.zh : language}
        >
          {kind}
        </button>
      ))}
    </p>
  </section>
);
