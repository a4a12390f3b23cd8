import { readHtml } from "../../../api/input/html.ts";

/** The main content of an HTML document, as the API extracts it; nothing in it is run or loaded. */
export const textOfHtml = (html: string): string => readHtml(html).text;
