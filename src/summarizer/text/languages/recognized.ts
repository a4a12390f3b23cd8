import { words } from "./rules.ts";

/**
 * Languages in Latin letters that are recognized but not read, so that a text in one of them is not mistaken for
 * another language.
 */
export const RECOGNIZED_WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  sv: words(
    "i och att det som en på är av för med till den har de inte om ett men var jag sig från vi så kan när år under också efter eller nu sin där vid mot ska skulle kommer ut får finns vara hade alla andra mycket än här då sedan över bara blir upp även vad få två vill ha många hur mer går",
  ),
  da: words(
    "i er og at det som en på er af for med til den har de ikke om et men var jeg sig fra vi så kan når år under også efter eller nu sin hvor ved mod skal skulle kommer ud får være havde alle andre meget end her da siden over kun bliver op hvad to vil mange hvordan mere går blev",
  ),
  nb: words(
    "i er og at det som en på er av for med til den har de ikke om et men var jeg seg fra vi så kan når år under også etter eller nå sin hvor ved mot skal skulle kommer ut får være hadde alle andre mye enn her da siden over bare blir opp hva to vil mange hvordan mer går ble",
  ),
  fi: words(
    "ja on ei se että hän oli ovat mutta kun niin kuin myös tai sen ole joka mukaan vain jos nyt olla sekä jotka vielä ollut minä sinä me te he tämä nämä jo mitä kanssa siitä sitä ennen jälkeen sitten hyvin koska kiitos paljon missä hei tänään huomenna eilen maanantaisin sunnuntaisin",
  ),
  cs: words(
    "je se na že ze si jak ale by jsem jsou tak po pro jeho který která které už při podle nebo jen byl byla bylo může od co až než také když ve ze k této tento jako být bude není má",
  ),
  sk: words(
    "je sa na že aj ako ale by som sú tak po pre jeho ktorý ktorá ktoré už pri podľa alebo len bol bola bolo môže od za čo až než tiež keď vo zo k tejto tento byť bude nie má",
  ),
  ro: words(
    "și în de la a că cu pe nu din este o pentru un se care ce mai sunt dar fi au am lui sau ca să prin fost dacă această acest după când între doar poate foarte ale al cele cel lor",
  ),
  hu: words(
    "a az és hogy nem is egy ez meg de csak van volt már még ha mint azt vagy el lesz ki minden fel után kell lehet most aki ami majd pedig szerint között illetve amely ezt nagyon",
  ),
  vi: words(
    "và của là có được trong cho không với một các những người này đã để từ khi đến về như vào nhưng cũng tại sẽ ra nhiều năm làm theo phải đó bị hay trên",
  ),
  id: words(
    "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena tersebut bisa ada mereka lebih kata tahun sudah atau saat oleh menjadi orang telah adalah seperti kami kita dia anda harus",
  ),
  ca: words(
    "el la els les de que i a en un una és per amb no del al es dels són ha ser més com però aquest aquesta també si o entre sobre quan molt hi ho seva seu tots fins des ja",
  ),
};
