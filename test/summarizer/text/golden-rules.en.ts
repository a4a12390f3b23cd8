/**
 * The English golden rules of pragmatic_segmenter (https://github.com/diasks2/pragmatic_segmenter, 52 rules), restated
 * with sentences of our own. `in48`: also among the 48 of pySBD, which reports 97.92% of them, so 47
 * (https://arxiv.org/abs/2010.09657). If the original keeps the number of a list item, ours is left out, because the
 * splitter drops list markers; an alphabetical one stays.
 */
export interface GoldenRule {
  rule: string;
  text: string;
  sentences: readonly string[];
  in48: boolean;
}

const rule = (name: string, text: string, ...sentences: string[]): GoldenRule => ({
  rule: name,
  text,
  sentences: sentences.length > 0 ? sentences : [text],
  in48: true,
});
const later = (...found: Parameters<typeof rule>): GoldenRule => ({
  ...rule(...found),
  in48: false,
});

export const ENGLISH_RULES: readonly GoldenRule[] = [
  rule("a full stop", "Good evening. Our boat is Petrel.", "Good evening.", "Our boat is Petrel."),
  rule(
    "a question mark",
    "Where is the key? It hangs here.",
    "Where is the key?",
    "It hangs here.",
  ),
  rule("an exclamation mark", "Here you are! We waited.", "Here you are!", "We waited."),
  rule("an initial in capitals", "The pilot is Marta K. Olsen."),
  rule("a letter in lower case", "Now read p. 40."),
  rule("two letters in lower case, inside", "Did Ada and co. leave early?"),
  rule("two letters with a capital, inside", "She sold the mill to Hart, Lowe & Co. in June."),
  rule(
    "two letters in lower case, at the end",
    "Call Ada and co. They have it.",
    "Call Ada and co.",
    "They have it.",
  ),
  rule(
    "two letters with a capital, at the end",
    "She sold the mill to Hart, Lowe & Co. It burned down.",
    "She sold the mill to Hart, Lowe & Co.",
    "It burned down.",
  ),
  rule("before a name", "From the pier we saw Mt. Etna smoke."),
  rule("before and after a name", "St. Anne's School is on 3rd st. behind the mill."),
  rule("a possessive", "This was Tom Reed Jr.'s boat."),
  rule("several full stops, inside", "She crossed the U.S.A. by train."),
  rule(
    "several full stops, at the end",
    "We left the E.U. What about them?",
    "We left the E.U.",
    "What about them?",
  ),
  rule(
    "U.S. at the end",
    "We left the U.S. What about them?",
    "We left the U.S.",
    "What about them?",
  ),
  rule("U.S. before a capital", "He writes to the U.S. Government from Maine."),
  rule("U.S. before lower case", "She has taught in the U.S. for nine years."),
  rule(
    "a time that ends a sentence and one that does not",
    "At 7 a.m. Mrs. Lowe opened the shop. She closed it at 4 P.M. Mrs. Lowe then walked home.",
    "At 7 a.m. Mrs. Lowe opened the shop.",
    "She closed it at 4 P.M.",
    "Mrs. Lowe then walked home.",
  ),
  rule("a number inside", "He owes $25.50 for the nets."),
  rule(
    "a number at the end",
    "He owes $25.50. It is for the nets.",
    "He owes $25.50.",
    "It is for the nets.",
  ),
  rule(
    "a sentence in brackets",
    "Ada mends boats (She was a nurse for ten years before.) in the old harbour.",
  ),
  rule(
    "an e-mail address",
    "Write to Ada.Lowe@example.org. She reads it.",
    "Write to Ada.Lowe@example.org.",
    "She reads it.",
  ),
  rule(
    "an address of the web",
    "It is here: https://docs.example.2.org/a-page/long_name.html. Do have a look.",
    "It is here: https://docs.example.2.org/a-page/long_name.html.",
    "Do have a look.",
  ),
  rule("single quotation marks inside", "He looked up, 'It is late.' he said."),
  rule("double quotation marks inside", 'He looked up, "It is late." he said.'),
  rule(
    "double quotation marks at the end",
    'He looked up, "It is late." He put the lamp out.',
    'He looked up, "It is late."',
    "He put the lamp out.",
  ),
  rule("two exclamation marks", "Stop!! The bridge is out.", "Stop!!", "The bridge is out."),
  rule("two question marks", "Now?? Are you sure?", "Now??", "Are you sure?"),
  rule("an exclamation and a question mark", "Now!? Are you sure?", "Now!?", "Are you sure?"),
  rule("a question and an exclamation mark", "Now?! Are you sure?", "Now?!", "Are you sure?"),
  rule(
    "a list: stop and bracket",
    "1.) The red rope 2.) The blue rope",
    "The red rope",
    "The blue rope",
  ),
  rule(
    "a list: stop and bracket, full stops",
    "1.) The red rope. 2.) The blue rope.",
    "The red rope.",
    "The blue rope.",
  ),
  rule("a list: bracket", "1) The red rope 2) The blue rope", "The red rope", "The blue rope"),
  rule(
    "a list: bracket, full stops",
    "1) The red rope. 2) The blue rope.",
    "The red rope.",
    "The blue rope.",
  ),
  rule("a list: stop", "1. The red rope 2. The blue rope", "The red rope", "The blue rope"),
  rule(
    "a list: stop, full stops",
    "1. The red rope. 2. The blue rope.",
    "The red rope.",
    "The blue rope.",
  ),
  rule("a list: bullets", "• 9. The red rope • 10. The blue rope", "The red rope", "The blue rope"),
  rule(
    "a list: hyphen bullets",
    "⁃9. The red rope ⁃10. The blue rope",
    "The red rope",
    "The blue rope",
  ),
  rule(
    "a list: letters",
    "a. The red rope b. The blue rope c. The old rope",
    "a. The red rope",
    "b. The blue rope",
    "c. The old rope",
  ),
  later("a line that a PDF broke", "The keeper wrote it\ndown before the lamp went out."),
  later("a line broken after a space", "The night was \nlong at the pier."),
  later(
    "a list of lines in lower case",
    "prices\nopening hours\nboats, moorings\n",
    "prices",
    "opening hours",
    "boats, moorings",
  ),
  rule(
    "a number sign",
    "The wreck is at N°. 2044.118.902. There it lies.",
    "The wreck is at N°. 2044.118.902.",
    "There it lies.",
  ),
  rule("a name with an exclamation mark", "He cooks at Wow! in the new arcade."),
  rule(
    "I as a pronoun and as an initial",
    "They saw us, her and I. Have you met Ruth I. Baker since?",
    "They saw us, her and I.",
    "Have you met Ruth I. Baker since?",
  ),
  rule(
    "an ellipsis at the end of a quotation",
    "Baker writes that far from land, “the rules of the harbour count for less. . . .”",
  ),
  rule(
    "an ellipsis in square brackets",
    '"Baker [...] drew the harbour as a stage [...]" (Lowe 12).',
  ),
  rule(
    "four spaced dots at the end",
    "Whoever leaves out words at the end writes three dots for them and then one more for the end . . . . Go on.",
    "Whoever leaves out words at the end writes three dots for them and then one more for the end . . . .",
    "Go on.",
  ),
  rule(
    "four dots at the end",
    "We never wanted this.... He shut the door.",
    "We never wanted this....",
    "He shut the door.",
  ),
  rule(
    "ellipses inside",
    "We weren’t quite ... sure, what we saw...well . . . what I thought, the point is . . . I can’t say.",
  ),
  rule(
    "a full stop and an ellipsis",
    "A custom that had weakened . . . was that of naming each boat twice. . . . The custom did not die. . . .",
    "A custom that had weakened . . . was that of naming each boat twice.",
    ". . . The custom did not die. . . .",
  ),
  later(
    "no space between sentences",
    "It rained hard.Now it is dry.Mrs. Lowe went out and sold 2,500.This is good.",
    "It rained hard.",
    "Now it is dry.",
    "Mrs. Lowe went out and sold 2,500.",
    "This is good.",
  ),
];
