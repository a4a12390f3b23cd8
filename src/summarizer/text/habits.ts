/** Habits of a text's author or tokenizer that affect the interpretation of its stops. */
export interface Habits {
  /** Starts sentences in lower case, as chats and tokenized corpora do. */
  startsLower: boolean;
  /** Puts a space before full stops, as tokenizers do: "the end . next". */
  isDetached: boolean;
  /** Omits the space after a stop: "It is broken.Please send a new one." */
  omitsSpaces: boolean;
  /** Does so at least once, which is weaker evidence. */
  omitsOne: boolean;
}

/**
 * A stop, with or without a space before it, and an upper or lower case letter after it. The stop comes first in the
 * expression, so that letters are examined only around stops: their tables are large in texts outside Latin-1.
 */
const FOLLOWER =
  /[.!?](?<=(?<!\.\p{L}|(?<!\p{L})\p{L}{1,2})(\s?).)["'”’)\]]*\s+["'“‘(]?(?:(\p{Lu})|\p{Ll})/gu;
/** The first letter of a text in upper or lower case. */
const STARTS = /^[^\p{L}]{0,20}(?:(\p{Lu})|\p{Ll})/u;
/** After a word in lower case or a number, so that "System.Text" does not count. */
const MISSING_SPACE = /[.!?](?=\p{Lu})(?<=\s(?:\p{Ll}+|\p{Nd}[\p{Nd},]*).)/gu;

/**
 * The habits of a text. Stops with a space before them are used to detect sentences in lower case only if there are no
 * other stops, because extracted news has such stops anywhere.
 */
export function habitsOf(text: string): Habits {
  const first = STARTS.exec(text);
  const change = first ? (first[1] ? -1 : 1) : 0;
  const balance = { attached: change, detached: change };
  let attached = 0;
  let detached = 0;
  for (const [, space, upper] of text.matchAll(FOLLOWER)) {
    const one = upper ? -1 : 1;
    if (space) {
      balance.detached += one;
      detached++;
    } else {
      balance.attached += one;
      attached++;
    }
  }
  let missing = 0;
  for (const _ of text.matchAll(MISSING_SPACE)) missing++;
  return {
    startsLower: (attached > 0 ? balance.attached : balance.detached) > 0,
    isDetached: detached > 0,
    omitsSpaces: missing >= 2 && missing > attached / 2,
    omitsOne: missing > 0 && missing >= attached / 2,
  };
}
