import { type LanguageRules, NONE, phrases, words } from "./rules.ts";

export const it: LanguageRules = {
  name: "Italian",
  isSpaced: true,
  trimming: "none",
  abbreviations: {
    goesOn: words(
      "sig sigg sig.ra sig.na dott dott.ssa prof prof.ssa avv ing arch geom on mons s p.es es ca cfr",
    ),
    beforeNumber: words(
      "n nn nr tel int all p pp pag pagg art artt fig tab vol cap gen febb mar apr giu lug ago sett ott nov dic",
    ),
    citations: NONE,
    credits: NONE,
    mayEnd: words("ecc s.p.a s.r.l min max sec"),
    times: NONE,
    afterTime: NONE,
    afterCountry: NONE,
    afterOrdinal: NONE,
    headings: words("capitolo sezione parte articolo passo figura tabella allegato"),
  },
  starters: words(
    "il lo la i gli le un uno una egli lui lei loro noi voi io in di a da con su per tra fra e ma o se quando come così " +
      "questo questa questi queste quello non si anche poi dopo prima chi che cosa dove perché",
  ),
  lettered: NONE,
  beforeInitials: NONE,
  clauseOpeners: words("e ma perché quindi poi quando se mentre però allora anche dopo"),
  functionWords: words(
    "il lo la i gli le di e è che in un una uno per con non si del della dei delle degli dal dalla nel nella alla al ai da " +
      "come più anche sono ha ma se su questo questa questi queste o sia essere stato stata suo sua loro ci hanno quando " +
      "era tutti tutto dopo prima perché quindi molto cui ed può possono viene sul sulla dell' l' all' nell' un'",
  ),
  spellings: ["zione", "gli", "cch", "zz", "ità", "tto", "ggi", "ù", "à", "è", "ò", "sso"],
  letters: {
    greetings: phrases(
      "buongiorno; buonasera; ciao; salve; gentile; gentili; egregio; egregi; cara; caro; cari; care; spett.le",
    ),
    closings: phrases(
      "cordiali saluti; distinti saluti; un cordiale saluto; un saluto; saluti; cordialmente; grazie mille; grazie in anticipo; a presto",
    ),
  },
};
