import type { PlaygroundMessages } from "./messages.en.ts";

const SHORTCUTS = [
  ["run", ["Ctrl", "Enter"]],
  ["cancel", ["Esc"]],
  ["text", ["/"]],
  ["openFile", ["o"]],
  ["copy", ["c"]],
  ["share", ["s"]],
  ["places", ["a", "e", "r", "d"]],
  ["lengths", ["1", "2", "3"]],
  ["help", ["?"]],
] as const;

/** The list of shortcuts, and a switch for the single-key ones. */
export const Shortcuts = ({ t: { shortcuts: t } }: { t: PlaygroundMessages }) => (
  <dialog id="shortcuts" aria-labelledby="shortcuts-title">
    <h2 id="shortcuts-title">{t.title}</h2>
    <dl>
      {SHORTCUTS.map(([name, keys]) => (
        <div>
          <dt>
            {keys.map((key) => (
              <kbd>{key}</kbd>
            ))}
          </dt>
          <dd>{t[name]}</dd>
        </div>
      ))}
    </dl>
    <label>
      <input type="checkbox" id="letters" checked /> {t.letters}
    </label>
    <form method="dialog">
      <button type="submit">{t.close}</button>
    </form>
  </dialog>
);
