import { count } from "../../pages/quantity.ts";
import { byId } from "./dom.ts";
import { FileError, textOf } from "./file.ts";
import { here, t } from "./here.ts";
import { fail, finish, say, start } from "./status.ts";

const KEPT = "greengist-text";

const area = () => byId<HTMLTextAreaElement>("text");

export const text = (): string => area().value;

/** Whether the text is short enough for the server. */
export function isWithinLimit(): boolean {
  return area().value.length <= here.maxCharacters;
}

/** Replaces the text, as if it had been typed. */
export function put(text: string): void {
  area().value = text;
  changed();
  edit();
}

/** Shows the text in the editor. */
export function edit(): void {
  byId("reader").hidden = true;
  byId("edit").hidden = true;
  area().hidden = false;
}

/** Shows the marked text instead of the editor. */
export function read(): void {
  area().hidden = true;
  byId("reader").hidden = false;
  byId("edit").hidden = false;
}

/** Replaces the text by the text of a file. Shows progress and can be canceled. */
export async function putFile(file: File): Promise<void> {
  const { signal } = start(t.source.reading(file.name));
  try {
    const found = await textOf(
      file,
      (page, pages) => say(t.source.page(String(page), String(pages)), page / pages),
      signal,
    );
    put(found);
    say("");
  } catch (error) {
    if (!signal.aborted) fail(error instanceof FileError ? error.message : String(error));
  } finally {
    if (finish(signal) && signal.aborted) say(t.progress.cancelled);
  }
}

let onChange: () => void = () => {};

/** Enables every way to enter a text: typing, pasting, opening, dropping, samples. */
export function startSource(whenChanged: () => void): void {
  area().addEventListener("input", changed);
  byId("reader").addEventListener("show", read);
  byId("edit").addEventListener("click", () => {
    edit();
    area().focus();
  });
  byId("clear").addEventListener("click", () => {
    put("");
    area().focus();
  });
  const file = byId<HTMLInputElement>("file");
  byId("open-file").addEventListener("click", () => file.click());
  file.addEventListener("change", () => {
    const [chosen] = file.files ?? [];
    if (chosen) void putFile(chosen);
    file.value = "";
  });
  document.addEventListener("click", async ({ target }) => {
    const id = target instanceof Element && target.closest<HTMLElement>("[data-sample]");
    if (!id) return;
    const { SAMPLES } = await import("../samples.ts");
    put(SAMPLES.find((sample) => sample.id === id.dataset.sample)?.text ?? "");
  });
  startDropping();
  keepAcrossLanguages();
  showCount();
  onChange = whenChanged;
}

function startDropping(): void {
  const curtain = byId("drop");
  const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
  document.addEventListener("dragover", (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    curtain.hidden = false;
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) curtain.hidden = true;
  });
  document.addEventListener("drop", (event) => {
    curtain.hidden = true;
    const [file] = event.dataTransfer?.files ?? [];
    if (!file) return;
    event.preventDefault();
    void putFile(file);
  });
}

/** Changing the language reloads the page; the text is kept in this tab and nowhere else. */
function keepAcrossLanguages(): void {
  const kept = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  if (kept !== null) area().value = kept;
  document.querySelector(".languages")?.addEventListener("click", () => {
    try {
      sessionStorage.setItem(KEPT, text());
    } catch {
      // The text exceeds the quota of the storage.
    }
  });
}

function changed(): void {
  showCount();
  onChange();
}

function showCount(): void {
  const { length } = area().value;
  const note = t.source.count(count(length));
  byId("count").textContent = length === 0 ? "" : note;
  byId("clear").hidden = length === 0;
}
