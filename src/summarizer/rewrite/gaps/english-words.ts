import { isAuxiliary } from "../../compress/phrases.ts";

/** Whether a word in lower case looks like a finite verb; nouns in -s do as well. */
export const isVerb = (word: string): boolean =>
  isAuxiliary(word) || IRREGULAR.test(word) || /^\p{Ll}{2,14}(?:ed|[^s]s)$/u.test(word);

/** Verbs in which an instruction to the reader begins. */
export const COMMAND =
  /^(?:use|learn|install|create|set|run|follow|see|add|choose|select|open|configure|check|get|make|read|write|find|view|manage|deploy|build|connect|enable|update|explore|discover|review|plan|define|specify|generate|convert|import|export|join|keep|send|start|stop|verify|test|track|change|remove|delete|move|access|apply|understand|implement|develop|design|integrate|improve|compare|analyze)$/;

export const DETERMINER =
  /^(?:the|an?|its|his|her|their|our|my|your|this|that|these|those|some|any|all|no|of|\p{Nd}.*)$/u;
export const PREPOSITION =
  /^(?:in|on|at|to|for|with|from|by|of|until|since|before|after|into|over|than|as)$/;
export const PAST_VERB =
  /^(?:was|were|had|did|said|told|won|made|took|came|went|fell|rose|left|led|\p{Ll}{2,14}ed)$/u;
/** "The bridge, a spokesman said, was closed." */
export const SPEAKS =
  /^(?:said|says|say|told|tells|claims?|claimed|ruled|announced|reported|reports|warned|added|confirmed|showed|shows|found|believes?|argued|suggests?|suggested|heard|hears|revealed|wrote|writes|noted)$/;
/** Verbs of a sentence that introduces something. */
export const INTRODUCES =
  /^(?:propos(?:e|es|ed)|present(?:s|ed)?|introduc(?:e|es|ed)|develop(?:s|ed)?|describ(?:e|es)|design(?:s|ed)?|provid(?:e|es)|offers?|releases?|released|builds?|built|launche[sd]|announced|suggests?|adopts?)$/;
export const GRAVE =
  /^(?:kill(?:s|ed|ing)?|die[sd]?|dying|dead|deaths?|injur(?:ed|ing|ies)|wound(?:ed|ing)|deadly|fatal(?:ly)?)$/;
/** Words of a clause that leads up to the main one. */
export const LEADS_UP = /^(?:if|unless|when|once|although|though|to|because|whether|given)$/;
export const CALENDAR =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december)$/;
export const STOP = /^[.!?。！？…]$/u;
export const COMMA = /^(?:[,;—–-]|-{2,3})$/u;

const IRREGULAR =
  /^(?:said|told|won|made|took|became|began|went|came|gave|left|lost|met|held|kept|sent|brought|fell|rose|grew|ran|saw|found|felt|led|paid|stood|spent|spoke|wrote|got|let|put|set|hit|cut|sold|bought|built|caught|taught|thought|drew|drove|flew|broke|chose|wore|threw|knew|meant|shut|sought|struck|swept|hid|lay)$/;
