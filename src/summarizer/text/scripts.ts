/** Scripts without spaces between words, defined once for all users. */
export const HAN = /\p{Script=Han}/u;
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Whether a text contains a Han character. */
export const hasHan = (text: string): boolean => HAN.test(text);

/** Whether a text contains a character of Chinese or Japanese, which is two columns wide. */
export const hasCjk = (text: string): boolean => CJK.test(text);
