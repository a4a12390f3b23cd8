/** Requests in other languages are recognized only if they are as short as most are. */
const MAX_FOREIGN = 140;
const QUOTES = /["“”«»„「」]/;

/** Whether a sentence asks for a summary in a language other than English and Chinese. */
export const isForeignAsk = (bare: string): boolean =>
  bare.length <= MAX_FOREIGN && !QUOTES.test(bare) && FOREIGN_ASKS.some((ask) => ask.test(bare));

/** Requests for a summary in the other languages of texts: commands, not statements about summaries. */
const FOREIGN_ASKS: readonly RegExp[] = [
  // German, Dutch
  /^(?:bitte )?(?:fass(?:e|en sie|t)?\b.{0,80}\bzusammen\b|(?:schreib|erstell|verfass|gib|geben sie|mach|erstellen sie|schreiben sie)\w{0,3}\b.{0,60}\bzusammenfassung\b)/iu,
  /^(?:kun je )?(?:vat\b.{0,80}\bsamen\b|(?:schrijf|maak|geef)\b.{0,60}\bsamenvatting\b)/iu,
  // French, Italian, Portuguese, Spanish
  /^(?:veuillez |peux-tu |pouvez-vous |merci de )?(?:résum(?:e|er|ez)(?!\p{L})|synthétis(?:e|er|ez)(?!\p{L})|(?:fais|faites|écris|écrivez|donne|donnez|rédige|rédigez)\b.{0,60}(?:résumé|synthèse))/iu,
  /^(?:per favore,? |puoi )?(?:riassum(?:i|ere|ete|a)(?!\p{L})|sintetizza(?!\p{L})|(?:scrivi|fai|fornisci|dammi)\b.{0,60}\briassunto)/iu,
  /^(?:por favor,? |pode |podes |puedes |podrías )?(?:resum(?:a|ir|o|e|en|ime)(?!\p{L}) (?:o|a|os|as|el|la|los|las|este|esta|esto|isto|lo|em|en|de|seguinte|siguiente)(?!\p{L})|sintetiz(?:a|e|ar)(?!\p{L})|(?:escreva|faça|escribe|haz|dame|genera)\b.{0,60}\b(?:resumo|resumen))/iu,
  // Polish, Russian, Turkish, Arabic
  /^(?:proszę )?(?:streść|podsumuj|(?:napisz|zrób|przygotuj)\b.{0,60}(?:streszczenie|podsumowanie))/iu,
  /^(?:пожалуйста,? )?(?:кратко (?:изложи|перескажи|опиши)|суммируй|суммируйте|резюмируй|резюмируйте|подведи итог|перескажи кратко|сократи|сделай .{0,40}(?:изложение|выжимку|резюме)|напиши .{0,40}(?:изложение|резюме))/iu,
  /(?:özetle(?:yin|yiniz|r misin)?|özet(?:ini)? (?:çıkar|yaz)\p{L}{0,6})[.:!]?$/iu,
  /^(?:من فضلك )?(?:لخّ?ص|قم بتلخيص|اكتب ملخص)/u,
  // Japanese, Korean
  /(?:要約|まとめ)(?:して(?:ください|下さい|ほしい|欲しい|くれ)?|てください|て下さい|せよ|を(?:作成して|書いて|教えて|お願い).{0,12})[。：:！!]?$/u,
  /(?:요약|정리)(?:을|를)?\s?(?:해\s?(?:줘|줄래|주세요|주십시오|주시|라|봐)|하(?:라|시오|십시오|세요)|부탁).{0,12}$/u,
];
