import { type LanguageRules, NONE, phrases, words } from "./rules.ts";

export const tr: LanguageRules = {
  name: "Turkish",
  isSpaced: true,
  trimming: "none",
  abbreviations: {
    goesOn: words("dr prof doç yrd av müh sn örn bkz gen alb"),
    beforeNumber: words("no tel s sf şek md"),
    citations: NONE,
    credits: NONE,
    mayEnd: words("vb vs vd a.ş ltd şti dk sn"),
    times: NONE,
    afterTime: NONE,
    afterCountry: NONE,
    afterOrdinal: words("yüzyıl yüzyılda madde bölüm sınıf kat"),
    headings: words("bölüm kısım madde adım şekil tablo ek"),
  },
  starters: NONE,
  lettered: NONE,
  beforeInitials: NONE,
  clauseOpeners: words("ve ama çünkü sonra fakat ancak eğer oysa böylece"),
  functionWords: words(
    "ve bir bu için ile da de çok daha olarak gibi olan ne kadar ama sonra var en o ya her veya mi mı mu mü değil ki göre " +
      "kendi ise tüm bunu şu ben sen biz siz onlar olduğu oldu olur edilir vardır yok ancak üzerinde tarafından nasıl içinde",
  ),
  spellings: ["lar", "ler", "yor", "mak", "mek", "ğ", "ş", "ı", "dır", "ü", "ö", "ç", "lık"],
  letters: {
    greetings: phrases("merhaba; merhabalar; sayın; değerli; sevgili; günaydın; iyi günler"),
    closings: phrases(
      "saygılarımla; saygılarımızla; iyi çalışmalar; kolay gelsin; teşekkürler; teşekkür ederim; sevgiler; selamlar",
    ),
  },
};
