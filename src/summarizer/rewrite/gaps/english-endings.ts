import { opensPhrase } from "../../compress/phrases.ts";
import { SPEAKS } from "./english-words.ts";

/** Whether an ending that begins with a comma says what the sentence needs: its news, a cause, a condition, a name. */
export function isNeeded(inside: readonly string[]): boolean {
  const [, second = "", third = ""] = inside;
  const hasAmount = inside.some(
    (word) => /\p{Nd}/u.test(word) && !/^(?:1[89]|20)\p{Nd}\p{Nd}$/u.test(word),
  );
  // "Which showed that", "forcing 200 people out": such parts are often the news of the sentence.
  if (/^(?:which|that)$/.test(second) && (SPEAKS.test(third) || POINT.test(third))) return true;
  if (hasAmount && /^(?:while|which|who|whose|where|when)$/.test(second)) return true;
  if (hasAmount && opensPhrase(second)) return true;
  if (RESULT.test(second) || CAUSE.test(second) || endsInSpeech(inside)) return true;
  // "Which we call LEAP": a name.
  if (/^which$/.test(second) && inside.slice(2, 6).some((word) => NAMES.test(word))) return true;
  // "Held a workshop, where we wrote texts": the second half of the news.
  if (/^(?:where|when)$/.test(second) && /^(?:we|he|she|they|i|it)$/.test(third)) return true;
  // "Programs, written by hand, as a way to say it": a role completes the verb.
  if (second === "as" && /^(?:an?|the|part|one|well|long|soon|far|if|though)$/.test(third))
    return true;
  if (/^(?:and|but)$/.test(second)) return true;
  // "While keeping the old ones": what the first may not cost. "Via either …": both halves of it.
  if (
    (second === "while" && inside.slice(2, 4).some((word) => KEEPS.test(word))) ||
    inside.includes("either")
  )
    return true;
  // ", for Ostrey, where he was caught", "…, yet it leaks": the news, and what takes the statement back.
  return inside.some((word, at) => TURNS.test(word) || STORY.test(`${word} ${inside[at + 1]}`));
}

/** ", so that you can sort them": a purpose. "So they fled" says what came of it. */
export const isForReader = (inside: readonly string[]): boolean =>
  /^, so (?:that )?(?:you|users|developers|people|customers|readers|visitors|teams|others|agencies) can\b/.test(
    inside.join(" "),
  );

/** ", which was held in May, the paper reported": its end says whose claim the whole sentence is. */
function endsInSpeech(inside: readonly string[]): boolean {
  const pause = inside.lastIndexOf(",");
  return pause > 0 && inside.slice(pause + 1).some((word) => TELLS.test(word));
}

const NAMES = /^(?:call(?:s|ed)?|names?|named|dub(?:bed)?|term(?:ed)?|refer(?:red)?)$/;

/** Clauses that state a consequence, which is mostly the news of the sentence. */
const RESULT =
  /^(?:demonstrating|showing|indicating|suggesting|revealing|proving|confirming|concluding|finding|making|allowing|enabling|causing|leading|resulting|preventing|giving|helping|letting|meaning|turning|raising|cutting|bringing|forcing|reducing|increasing|improving|achieving|obtaining|ensuring|killing|ordering|sentencing|awarding|convicting|requiring|providing|yielding|producing|avoiding|eliminating)$/;

const CAUSE = /^(?:depending|since|because|due|owing|thanks)$/;

const TURNS = /^(?:yet|but|however|though|although)$/;

const KEEPS =
  /^(?:keep|maintain|preserv|retain|reduc|achiev|improv|requir|us|be|offer|provid|ensur|avoid|remain)ing$/;

const STORY = /^(?:(?:where|when) (?:he|she|they|we|it|police|the)|which (?:you|we))$/;

const POINT =
  /^(?:makes|made|causes|caused|prevents|prevented|means|meant|contradicts|contradicted|reveals|revealed|led|leads|proves|proved)$/;
const TELLS =
  /^(?:sa(?:id|ys?)|t(?:old|ells?)|claim(?:s|ed)?|report(?:s|ed)?|announce[sd]?|reveal(?:s|ed)?|warn(?:s|ed)?|confirm(?:s|ed)?|add(?:s|ed)?|wr(?:ote|ites?)|show(?:s|ed)?|f(?:ind|inds|ound)|hear[ds]?|believe[sd]?|suggest(?:s|ed)?|according)$/;
