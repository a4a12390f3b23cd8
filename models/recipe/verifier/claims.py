"""What a sentence claims and how surely: expressions for negation, modality, attribution, condition; and its quantities."""

import re

NEGATION_EN = re.compile(r"\b(?:not|never)\b ?|n't\b|\bno (?=\w)|\bwithout\b|\bneither\b ?", re.I)
MODAL_EN = re.compile(
    r"\b(?:may|might|could|should|would|can) (?=(?:not )?be\b)|\b(?:may|might|could|should) (?=\w)"
    r"|\b(?:allegedly|reportedly|possibly|probably|perhaps|apparently|nearly|almost|potentially|likely|usually|sometimes|often|mostly) "
    r"|\b(?:expected|likely|set|planning|hoping|trying|believed|thought|alleged|due|unlikely|scheduled|reluctant) to ",
    re.I,
)
SAYING = r"(?:says?|said|claims?|claimed|believes?|thinks?|argued?|denie[sd]|warned|announced|alleges?|alleged|reported|insists?|insisted|suggests?|suggested|hopes?|told \w+|feels?|felt|speculate[sd]?|predicts?|predicted|fears?|feared)"
SAID_FIRST = re.compile(rf"^(?:[^,.]{{2,70}}?) {SAYING}(?: that)?,? (?=\w)")
SAID_LAST = re.compile(
    rf",? (?:according to [^,.]+|[^,.]{{2,60}} {SAYING}(?: on \w+day)?)(?=\.$)|^According to [^,]{{3,60}}, "
)
CONDITION_EN = re.compile(
    r"^(?:If|Unless|Only if|Provided that|Once|Until|Even if) [^,]{4,90}, |,? (?:only )?(?:if|unless|provided that|until|except|as long as|only when) [^,.]{4,90}(?=\.$)"
)
NEGATION_ZH = re.compile(r"不(?!同|仅|断|久|但)|没有?|未(?!来)|无法|并非|禁止|避免|无需")
MODAL_ZH = re.compile(r"可能|也许|或许|大概|预计|有望|据称|疑似|应该?(?!用)|几乎|似乎|建议")
SAID_ZH = re.compile(r"^据[^，]{2,30}，|^[^，。]{2,20}(?:表示|认为|指出|称|说|宣布|透露|强调)[，：]")
CONDITION_ZH = re.compile(
    r"^(?:如果(?!要|想|需)|若(?!要|想|需)|只有|除非|只要|一旦|仅当|假如)[^，。]{3,40}，(?:则|那么|才|就)?|，(?:除非|前提是|如果)[^。]{3,50}(?=。$)"
)
DEPENDS_EN = re.compile(
    r"((?:If|When|While|For|In|To|As|After|Before|Although|Because|Since|With|By|Despite|Regardless|Once|Though|Even|Given|During|At)\b[^.;]{12,110}?),"
)
DEPENDS_ZH = re.compile(
    r"((?:若|如果|有关|当|在|虽然|由于|为了|通过|随着|根据|对于|尽管|只有|除了|因为|仅当|针对)[^。；]{5,70}?)，"
)
FRAMES_EN = ["Learn how to", "This article describes", "Describes", "Learn about"]
FRAMES_ZH = ["了解如何", "本文提供有关", "本文介绍", "了解", "本文说明如何"]
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
QUANTITY = re.compile(r"(\d+)([-–—:/~]|比|至|到|\s(?:to|of|-)\s)(\d+)")


def recombined(text: str, source: str, rng) -> str | None:
    """ "3-1 … 1-0" -> "3-0": a score, clock, date or range made of two, or of one and another number."""
    found = list(QUANTITY.finditer(text))
    if not found:
        return None
    match = rng.choice(found)
    rest = source[: match.start()] + " " + source[match.end() :]
    others = [n for n in NUMBER.findall(rest) if n not in match.groups()]
    if not others:
        return None
    one, sign, two = match.groups()
    put = one + sign + rng.choice(others) if rng.random() < 0.6 else rng.choice(others) + sign + two
    return text[: match.start()] + put + text[match.end() :]


def other_number(number: str, source: str, other: str, rng) -> str:
    there = [n for n in NUMBER.findall(source + " " + other) if n != number]
    if there and rng.random() < 0.7:
        return rng.choice(there)
    digits = list(number)
    places = [k for k, c in enumerate(digits) if c.isdigit()]
    k = rng.choice(places)
    digits[k] = rng.choice([c for c in "123456789" if c != digits[k]])
    return "".join(digits)
