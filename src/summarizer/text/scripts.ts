/** Scripts without spaces between words, stated once for all that asks about them. */
export const HAN = /\p{Script=Han}/u;
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Whether a text holds a Han character. */
export const hasHan = (text: string): boolean => HAN.test(text);

/** Whether a text holds a character of Chinese or Japanese, which is two columns wide. */
export const hasCjk = (text: string): boolean => CJK.test(text);
