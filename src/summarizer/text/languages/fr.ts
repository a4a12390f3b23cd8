import { type LanguageRules, NONE, phrases, words } from "./rules.ts";

export const fr: LanguageRules = {
  name: "French",
  isSpaced: true,
  trimming: "none",
  abbreviations: {
    goesOn: words("m mm mme mmes mlle mlles dr pr me mgr st ste cf p.ex ex env c.-à-d av"),
    beforeNumber: words(
      "n no tél ann p pp art fig tab vol chap janv févr avr juill sept oct nov déc",
    ),
    citations: NONE,
    credits: NONE,
    mayEnd: words("etc cie s.a bd env min max sec"),
    times: NONE,
    afterTime: NONE,
    afterCountry: NONE,
    afterOrdinal: NONE,
    headings: words("chapitre section partie article étape figure tableau annexe"),
  },
  starters: words(
    "le la les un une des il elle ils elles on nous vous je tu ce cet cette ces dans en à au aux de du par pour avec sur " +
      "et mais ou donc si quand comme ainsi puis après avant selon qui que quoi où comment pourquoi",
  ),
  lettered: NONE,
  beforeInitials: NONE,
  clauseOpeners: words("et mais donc parce puis quand si car alors ensuite lorsque pendant avant"),
  functionWords: words(
    "le la les de des du un une et est en que qui dans pour pas sur au aux avec ce cette ces il elle ils elles nous vous " +
      "je ne se son sa ses leur leurs par plus ou mais si été être sont avait a ont peut comme tout fait l' d' qu' c' n' s' " +
      "j' votre vos notre nos lorsque très même aussi sans sous entre",
  ),
  spellings: ["eau", "eux", "ique", "oir", "ais", "ait", "ç", "è", "ê", "œ", "é", "qu", "aî"],
  letters: {
    greetings: phrases("bonjour; bonsoir; cher; chère; chers; chères; madame; monsieur; mesdames"),
    closings: phrases(
      "cordialement; bien cordialement; bien à vous; bien à toi; sincères salutations; salutations; veuillez agréer; merci d'avance; merci beaucoup; merci à tous; amicalement; à bientôt",
    ),
  },
};
