/** The style of the shadow tree. A page sets the custom properties, or styles `::part(summary)`. */
export const STYLE = `
:host {
  border-left: 3px solid var(--greengist-accent, #0b6a44);
  color: var(--greengist-ink, inherit);
  background: var(--greengist-ground, transparent);
  display: block;
  font: var(--greengist-font, inherit);
  padding: var(--greengist-padding, 0.25em 0 0.25em 1em);
}
:host([hidden]) { display: none; }
:host([aria-busy="true"]) [part="summary"] { opacity: 0.5; }
p, ul { margin: 0; }
ul { padding-left: 1.2em; }
[part="receipt"] {
  color: var(--greengist-ink-soft, inherit);
  font-size: 0.8125em;
  margin-top: 0.5em;
}
@media (prefers-color-scheme: dark) {
  :host { border-color: var(--greengist-accent, #63d09d); }
}
`;
