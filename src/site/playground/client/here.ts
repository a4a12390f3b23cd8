import { MESSAGES } from "../messages.ts";
import { byId } from "./dom.ts";

/** The data that the server put into the page. */
const { language, device, pdfWorker, pdfTables, maxCharacters } = byId("main").dataset as Record<
  string,
  string
>;

export const here = {
  language: language === "zh" ? "zh" : "en",
  deviceScript: device as string,
  pdfWorker: pdfWorker as string,
  pdfTables: pdfTables as string,
  maxCharacters: Number(maxCharacters),
} as const;

export const t = MESSAGES[here.language];

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)}\u00a0MB`;
