import { type LanguageRules, NO_ABBREVIATIONS, NO_LETTERS, NONE, words } from "./rules.ts";

/** The speaker after a quotation: up to a dozen characters and a verb of speaking. */
const ATTRIBUTION =
  /^(?![“‘「『])[^。！？；，：、“”「」《》\n]{0,24}?(?:说|說|表示|指出|称|稱|问道|問道|问|問|答道|回答|喊|叫道|写道|寫道|告诉|告訴|介绍|介紹|强调|強調|认为|認為|回忆|回憶|补充|補充|解释|解釋|感叹|感嘆|坦言|透露|直言|笑道|提醒|呼吁|呼籲|总结|總結|宣布|承诺|承諾|叫好|欢呼|歡呼|高呼|齐声|齊聲|嚷|吼|道)/u;
/** Text after a quotation that makes it part of the sentence around it: "“好！”的声音". */
const PARTICLE =
  /^(?:的|地|之|等|，|、|和|与|與|或|及|是|这|這|那(?:句|个|個|种|種)|一(?:句|词|詞|语|語|文|书|書|类|類)|字样|字樣|便|就|又|并|並|然后|然後|随即|隨即|随后|隨後|于是|於是|接着|接著)/u;

export const zh: LanguageRules = {
  name: "Chinese",
  isSpaced: false,
  trimming: "phrases",
  abbreviations: NO_ABBREVIATIONS,
  starters: NONE,
  lettered: NONE,
  beforeInitials: NONE,
  clauseOpeners: words(
    "但是 所以 因为 然后 而且 不过 那么 如果 于是 另外 同时 后来 接着 最后 首先 其次 还有 而是 可是 因此 虽然 " +
      "因為 然後 不過 那麼 於是 同時 後來 接著 最後 還有 雖然",
  ),
  functionWords: NONE,
  spellings: [],
  goesOnAfterQuote: (following, opens) =>
    PARTICLE.test(following) || (opens && ATTRIBUTION.test(following)),
  letters: NO_LETTERS,
};
