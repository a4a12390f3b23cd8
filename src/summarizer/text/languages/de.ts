import { type LanguageRules, NONE, phrases, words } from "./rules.ts";

export const de: LanguageRules = {
  name: "German",
  isSpaced: true,
  trimming: "none",
  abbreviations: {
    goesOn: words(
      "dr prof hr hrn fr frl ing dipl z.b z d.h d u.a u z.t v.a v i.d.r o.g s.o s.u vgl bzw ca evtl ggf inkl exkl zzgl " +
        "insb bspw sog mind max zz st hl i a o rd städt staatl mio mrd tsd",
    ),
    beforeNumber: words(
      "nr nrn tel anl abs art abb tab s bd kap ziff § str jan feb mär apr jun jul aug sep sept okt nov dez",
    ),
    endingsBeforeNumber: ["str"],
    citations: NONE,
    credits: NONE,
    mayEnd: words("usw etc u.s.w u.v.m co sek std"),
    times: NONE,
    afterTime: NONE,
    afterCountry: NONE,
    afterOrdinal: words(
      "januar februar märz april mai juni juli august september oktober november dezember jahrhundert jahrhunderts " +
        "klasse quartal halbjahr halbzeit og ug obergeschoss untergeschoss auflage ausgabe platz stock etage bezirk kongress sitzung bundesliga liga runde minute spieltag weltkrieg " +
        "geburtstag jahrestag mal",
    ),
    headings: words("kapitel abschnitt teil artikel schritt abbildung tabelle anhang"),
  },
  starters: words(
    "der die das ein eine er sie es wir ihr ich du in im am an auf für mit von zu nach bei aus und aber oder wenn als da " +
      "dort hier dies diese dieser dieses so auch nun dann man wie was wer wo warum alle kein keine",
  ),
  lettered: NONE,
  beforeInitials: NONE,
  clauseOpeners: words(
    "und aber weil dann wenn denn also dass obwohl während nachdem bevor sondern",
  ),
  functionWords: words(
    "der die das und ist von den mit zu ein eine nicht auf für dem im sich des als auch es an werden aus er hat dass sie " +
      "nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man " +
      "sein wurde ich wir ihr uns mir mich wenn können kann sollte diese dieser dieses keine kein ihre ihren wurden heute gestern leider montag dienstag mittwoch donnerstag freitag samstag sonntag",
  ),
  spellings: ["sch", "ung", "ich", "keit", "heit", "cht", "tz", "ß", "ä", "ö", "ü", "pf"],
  letters: {
    greetings: phrases(
      "liebe; lieber; sehr geehrte; sehr geehrter; hallo; guten tag; guten morgen; moin; servus",
    ),
    closings: phrases(
      "mit freundlichen grüßen; mit freundlichem gruß; freundliche grüße; viele grüße; liebe grüße; beste grüße; herzliche grüße; schöne grüße; vielen dank; herzlichen dank; danke; hochachtungsvoll; mfg; lg",
    ),
  },
};
