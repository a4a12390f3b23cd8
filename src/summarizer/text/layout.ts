import type { Format } from "../../contract/options.ts";
import { withoutQuoteMarks } from "./lines.ts";

const WHITE_SPACE = /\s+/g;
const FULL_STOP = /(?<![.…])[.。]$/;
const CJK = /[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]/;

/** Puts a space between sentences, except next to Chinese. */
function join(sentences: string[]): string {
  return sentences.reduce((text, next) => {
    if (text === "") return next;
    return CJK.test(text.slice(-1)) || CJK.test(next.charAt(0)) ? text + next : `${text} ${next}`;
  }, "");
}

/** Joins the chosen sentences into one text. */
export function layOut(sentences: string[], format: Format): string {
  const flat = sentences.map((one) => withoutQuoteMarks(one).replace(WHITE_SPACE, " "));
  if (format === "key-points") return flat.map((sentence) => `- ${sentence}`).join("\n");
  const text = join(flat);
  return format === "headline" ? text.replace(FULL_STOP, "").trimEnd() : text;
}
