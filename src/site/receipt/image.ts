import type { ReceiptJson } from "../../contract/emissions.ts";
import type { PageLanguage } from "../../contract/language.ts";
import { carDistance, phoneCharges } from "../pages/equivalents.ts";
import { gramsInUnitOf, inWords } from "../pages/quantity.ts";
import { MESSAGES } from "./messages.ts";
import { whyThere } from "./why.ts";

const WIDTH = 1200;
const HEIGHT = 630;
const BAR = 1040;
const LINE_LENGTH = { en: 68, zh: 36 };

/** The receipt as an image to share, 1200 by 630 pixels: grams, the place where it ran and the reason, and two bars. */
export function receiptImage(receipt: ReceiptJson, language: PageLanguage): string {
  const t = MESSAGES[language];
  const { total_g, counterfactual_g } = receipt.emissions;
  const grams = gramsInUnitOf(total_g.value);
  const most = Math.max(total_g.value, counterfactual_g);
  const bar = (label: string, value: number, y: number, color: string) =>
    `<text x="80" y="${y - 12}" font-size="26" fill="#55645c">${label}, ${inWords(grams(value))}</text>` +
    `<rect x="80" y="${y}" width="${((BAR * value) / most).toFixed(1)}" height="28" rx="4" fill="${color}"/>`;
  const lines = wrapped(whyThere(receipt, language), LINE_LENGTH[language]).map(
    (text, at) =>
      `<text x="80" y="${290 + at * 42}" font-size="30" fill="#13201a">${escaped(text)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, 'Noto Sans CJK SC', sans-serif">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fcfdfc"/>
<text x="80" y="90" font-size="30" font-weight="600" fill="#0b6a44">greengist</text>
<text x="80" y="190" font-size="84" font-weight="700" fill="#13201a">${inWords(grams(total_g.value))} CO₂e</text>
<text x="80" y="240" font-size="30" fill="#55645c">${escaped(t.million(carDistance(total_g.value), phoneCharges(total_g.value)))}</text>
${lines.join("\n")}
${bar(t.ran, total_g.value, 470, "#0b6a44")}
${bar(t.stayed, counterfactual_g, 560, "#98a8b8")}
</svg>
`;
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Breaks a text into lines of at most `length` characters, at spaces if it has any. */
function wrapped(text: string, length: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > length) {
    const space = rest.lastIndexOf(" ", length);
    const at = space > 0 ? space : length;
    lines.push(rest.slice(0, at));
    rest = rest.slice(at).trimStart();
  }
  return [...lines, rest].slice(0, 3);
}
