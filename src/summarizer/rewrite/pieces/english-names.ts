/** A thing that a sentence defines is named in a few words. */
const MOST_OF_NAME = 7;

const SAYS =
  /^(?:enables?|allows?|lets?|provides?|supports?|contains?|defines?|represents?|describes?|specif(?:y|ies)|stores?|controls?|returns?|performs?|helps?|gives?)$/;
/** "X is a …", "X is used to …", but not "X is catching heat". */
const DEFINES =
  /^(?:an?|the|one|used|designed|intended|part|useful|available|responsible|where|how|what)$/;

const NO_NAME =
  /^(?:lot|lots|couple|this|that|these|those|it|they|there|we|you|he|she|i|what|which|when|if|as|in|on|at|to|for|with|by|here|one|some|many|most|each|every|all|any|another|such|because|after|before|although|while|both|no|its|their|his|her|our|your|use|using|of|not|but|and|also|note|using|when|following)$/i;

/** "The Sales by Item report gives …": the name of a thing that a sentence is about. */
export function nameOf(sentence: string): string | undefined {
  const words = sentence.split(/\s+/u);
  const verb = words.findIndex(
    (word, at) =>
      (SAYS.test(word) && (/s$/.test(word) || isPluralVerb(words, at))) ||
      (/^(?:is|are)$/.test(word) && DEFINES.test(words[at + 1] ?? "")),
  );
  if (verb < 2 || verb > MOST_OF_NAME + 1) return undefined;
  const name = words
    .slice(0, verb)
    .join(" ")
    .replace(/^(?:The|An?) /u, "");
  const inside = name.split(/\s+/u);
  if (NO_NAME.test(inside[0] ?? "") || /[,;:"“]/.test(name) || inside.length < 2) return undefined;
  if (
    inside.some((word) =>
      /^(?:that|which|who|you|we|it|they|this|these|can|will|must|should|not|may|if|when|is|are|was|were|has|have|had|do|does|be|been|more|most|each|other|same|first|next|only|also)$/i.test(
        word,
      ),
    )
  )
    return undefined;
  // "Going into a new year", "the driver typically".
  if (/ing$/.test(inside[0] ?? "") && PREPOSITION.test(inside[1] ?? "")) return undefined;
  return /ly$/.test(inside.at(-1) ?? "") ? undefined : name;
}

/** "Boats support all sails", but not "adds support for sails" or "primary return code". */
const isPluralVerb = (words: readonly string[], at: number): boolean =>
  /s$/.test(words[at - 1] ?? "") &&
  /^(?:the|an?|you|your|users|all|any|both|each|many|several|two|three|multiple|information|how)$/.test(
    words[at + 1] ?? "",
  );

const PREPOSITION = /^(?:in|on|at|to|into|for|with|from|by|up|over|through|of)$/;
