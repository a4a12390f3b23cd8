import { filesOf, type Provider } from "../../device/catalogue.ts";
import type { StoredFile } from "../../pages/assets.ts";
import { chooserOf, type PlaygroundSettings } from "../settings.ts";

/** The functions that only written summaries on this device need, loaded at their first use. */
export const loadWriting = () => import("../../device/client/writing.ts");

/**
 * The files that a run on this device needs.
 * @throws Error if a model is missing, or the description of the writer cannot be loaded
 */
export async function filesFor(
  settings: Pick<PlaygroundSettings, "mode" | "model">,
  provider: Provider,
): Promise<StoredFile[]> {
  const name = chooserOf(settings);
  if (!(name in CATALOGUE.models)) throw new RangeError(`There is no model ${name}`);
  const files = filesOf(CATALOGUE, name, provider);
  if (settings.mode !== "written") return files;
  return [...files, ...(await loadWriting()).writerFiles()];
}
