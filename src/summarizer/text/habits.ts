/** How a text is written, where that says how its stops are to be read. */
export interface Habits {
  /** Starts its sentences in lower case, as chats and tokenized corpora do. */
  startsLower: boolean;
  /** Sets its full stops apart by spaces, as tokenizers leave them: "the end . next". */
  isDetached: boolean;
  /** Leaves out the space after a stop: "It is broken.Please send a new one." */
  omitsSpaces: boolean;
}

/** A stop, after a space or not, and what follows it in upper or lower case. */
const FOLLOWER = /(\s?)[.!?]["'”’)\]]*\s+["'“‘(]?(?:(\p{Lu})|\p{Ll})/gu;
/** The first letter of a text in upper or lower case. */
const STARTS = /^[^\p{L}]{0,20}(?:(\p{Lu})|\p{Ll})/u;
/** After a word in lower case or a number, so that "System.Text" does not count. */
const MISSING_SPACE = /(?<=\s)(?:\p{Ll}+|\p{Nd}[\p{Nd},]*)[.!?](?=\p{Lu})/gu;

/**
 * The habits of a text. Whether it starts sentences in lower case is asked of stops set apart by a space only where
 * there are no others: extracted news has them anywhere.
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
  };
}
