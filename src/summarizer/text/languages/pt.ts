import { type LanguageRules, NONE, phrases, words } from "./rules.ts";

export const pt: LanguageRules = {
  name: "Portuguese",
  isSpaced: true,
  trimming: "none",
  abbreviations: {
    goesOn: words("sr sra srs sras dr dra prof profa eng d exmo exma p.ex ex av"),
    beforeNumber: words(
      "n nº núm tel pág págs p pp art arts fig vol cap jan fev mar abr mai jun jul ago set out nov dez",
    ),
    citations: NONE,
    credits: NONE,
    mayEnd: words("etc ltda s.a cia min máx seg"),
    times: NONE,
    afterTime: NONE,
    afterCountry: NONE,
    afterOrdinal: NONE,
    headings: words("capítulo seção secção parte artigo passo etapa figura tabela anexo"),
  },
  starters: words(
    "o a os as um uma uns umas ele ela eles elas nós eu você vocês em no na nos nas de do da por para com sem sobre e mas " +
      "ou se quando como assim também este esta estes estas esse essa isso não que quem onde",
  ),
  lettered: NONE,
  beforeInitials: NONE,
  clauseOpeners: words("e mas porque então quando se embora enquanto depois pois"),
  functionWords: words(
    "o a os as de do da dos das e em no na nos nas que é um uma para com não por mais se como mas foi ao aos à às ele ela " +
      "eles elas ou ser quando muito há já está eu também só pelo pela até isso entre era depois sem mesmo você seu sua " +
      "seus suas são pode este esta esse essa ter tem sobre estão num numa pelos pelas",
  ),
  spellings: ["ção", "ções", "ão", "ões", "lh", "nh", "ã", "õ", "ç", "dade", "á", "ê"],
  letters: {
    greetings: phrases(
      "olá; oi; bom dia; boa tarde; boa noite; caro; cara; caros; caras; prezado; prezada; prezados; prezadas",
    ),
    closings: phrases(
      "atenciosamente; cordialmente; com os melhores cumprimentos; melhores cumprimentos; cumprimentos; abraços; um abraço; muito obrigado; muito obrigada; obrigado; obrigada",
    ),
  },
};
