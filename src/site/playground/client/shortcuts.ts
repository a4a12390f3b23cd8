import { LENGTHS, PLACES } from "../settings.ts";
import { apply, settingsOf } from "./controls.ts";
import { byId } from "./dom.ts";
import { edit } from "./source.ts";
import { cancel, isRunning } from "./status.ts";

const LETTERS_OFF = "greengist-letters-off";
const TYPING = "input:not([type=radio], [type=range], [type=checkbox]), textarea, select";

const press = (id: string) => byId(id).click();

/** Single-key shortcuts, which the dialog lists and can turn off. */
const LETTERS: Readonly<Record<string, () => void>> = {
  "/": () => {
    edit();
    byId("text").focus();
  },
  o: () => press("open-file"),
  c: () => press("copy"),
  s: () => press("share"),
  "?": show,
  ...Object.fromEntries(
    PLACES.map((place) => [place.charAt(0), () => apply({ ...settingsOf(), place })]),
  ),
  ...Object.fromEntries(
    LENGTHS.map((length, at) => [String(at + 1), () => apply({ ...settingsOf(), length })]),
  ),
};

export function startShortcuts(): void {
  const letters = byId<HTMLInputElement>("letters");
  letters.checked = localStorage.getItem(LETTERS_OFF) === null;
  letters.addEventListener("change", () => {
    if (letters.checked) localStorage.removeItem(LETTERS_OFF);
    else localStorage.setItem(LETTERS_OFF, "1");
  });
  byId("show-shortcuts").addEventListener("click", show);
  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const { key, target } = event;
    if (key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      byId<HTMLFormElement>("bench").requestSubmit();
    } else if (key === "Escape" && isRunning()) {
      cancel();
    } else if (!event.ctrlKey && !event.metaKey && !event.altKey && letters.checked) {
      const isTyping = target instanceof Element && target.matches(TYPING);
      const act = LETTERS[key];
      if (!act || isTyping || byId<HTMLDialogElement>("shortcuts").open) return;
      event.preventDefault();
      act();
    }
  });
}

function show(): void {
  byId<HTMLDialogElement>("shortcuts").showModal();
}
