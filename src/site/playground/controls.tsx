import type { PlaygroundMessages } from "./messages.en.ts";
import {
  DEFAULTS,
  FORMATS,
  LENGTHS,
  MAX_QUERY_LENGTH,
  MODES,
  PLACES,
  RUNTIMES,
} from "./settings.ts";

/** The settings of a summary and the place to run it. */
export const Controls = ({ t: { controls: t } }: { t: PlaygroundMessages }) => (
  <fieldset class="controls">
    <legend class="hidden-text">{t.label}</legend>
    <div class="pair">
      <Choice name="mode" legend={t.mode} labels={t.modes} options={MODES} chosen={DEFAULTS.mode} />
      <Choice
        name="length"
        legend={t.length}
        labels={t.lengths}
        options={LENGTHS}
        chosen={DEFAULTS.length}
      />
    </div>
    <div class="pair">
      <label class="field">
        <span>{t.format}</span>
        <select name="format">
          {FORMATS.map((format) => (
            <option value={format}>{t.formats[format]}</option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>
          {t.query} <span class="soft">{t.queryHint}</span>
        </span>
        <input type="text" name="query" maxlength={MAX_QUERY_LENGTH} />
      </label>
    </div>
    <Choice
      name="place"
      legend={t.place}
      labels={t.places}
      options={PLACES}
      chosen={DEFAULTS.place}
    />
    <label class="field" id="region-field" hidden>
      <span>{t.region}</span>
      <select name="region" id="region">
        <option value="auto">{t.anyRegion}</option>
      </select>
    </label>
    <div class="pair" id="device-fields" hidden>
      <label class="field">
        <span>{t.runtime}</span>
        <select name="runtime">
          {RUNTIMES.map((runtime) => (
            <option value={runtime}>{t.runtimes[runtime]}</option>
          ))}
        </select>
      </label>
      <label class="field" id="model-field">
        <span>{t.model}</span>
        <select name="model" id="model" />
      </label>
    </div>
    <p class="place-note small soft" id="place-note" aria-live="polite" />
    <p class="actions">
      <button type="submit" class="primary" id="run">
        {t.run}
      </button>
      <button type="button" id="cancel" hidden>
        {t.cancel}
      </button>
    </p>
  </fieldset>
);

const Choice = <Name extends string>(props: {
  name: string;
  legend: string;
  options: readonly Name[];
  labels: Readonly<Record<Name, string>>;
  chosen: Name;
}) => (
  <fieldset class="choice" id={`${props.name}-field`}>
    <legend>{props.legend}</legend>
    <div class="segments">
      {props.options.map((option) => (
        <label>
          <input type="radio" name={props.name} value={option} checked={option === props.chosen} />
          <span>{props.labels[option]}</span>
        </label>
      ))}
    </div>
  </fieldset>
);
