export type Language = "en" | "zh";

/** Above this share of Han among all letters a text is read as Chinese. */
const HAN_SHARE = 0.25;

const LETTER = /\p{L}/u;

function isHan(code: number): boolean {
  return (
    (code >= 0x3400 && code <= 0x4dbf) ||
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0xf900 && code <= 0xfaff)
  );
}

/**
 * The language whose rules suit `text`, by the share of Han among its letters. A Han character
 * carries about as much as a short word, so a quarter of the letters is enough.
 *
 *     detectLanguage("用 Kubernetes 部署应用") // "zh"
 */
export function detectLanguage(text: string): Language {
  let han = 0;
  let letters = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (isHan(code)) {
      han++;
      letters++;
    } else if (code < 0x80) {
      const lower = code | 0x20;
      if (lower >= 0x61 && lower <= 0x7a) letters++;
    } else if (LETTER.test(text.charAt(index))) {
      letters++;
    }
  }
  return letters > 0 && han / letters > HAN_SHARE ? "zh" : "en";
}
