"""Find references that would teach the writer to invent: those with numbers or names that are not in their source.

A number is a run of digits with its inner points and commas (commas that group thousands do not count);
a name is a word with a capital letter, except one that opens a sentence and has no other capital. Each
must be in the source; names match in any case, possessives without their ending. This keeps training clean and
is simpler than the check of summaries, src/summarizer/generation/faithfulness.ts.
"""

import re
import unicodedata

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
LETTER = "A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿ"
WORD = re.compile(rf"[{LETTER}][{LETTER}’'-]*")
OPENS = re.compile(r"(?:^|[.!?:。！？：；;\n]\s*|[\"“‘«(（「《]\s*)$")


def numbers(text: str) -> set[str]:
    """ "1,048,576 bytes (1 MB) in 3.5 s" -> {"1048576", "1", "3.5"}"""
    found = NUMBER.findall(unicodedata.normalize("NFKC", text))
    return {re.sub(r",(?=\d{3}(?:\D|$))", "", number) for number in found}


def words(text: str) -> set[str]:
    """Latin words of a text, in lower case and without possessive endings."""
    return {plain(word) for word in WORD.findall(text)}


def plain(word: str) -> str:
    """ "Kelsmouth's" -> "kelsmouth" """
    return re.sub(r"['’]s$|['’-]+$", "", word).casefold()


def names(text: str) -> set[str]:
    """ "The port of Kelsmouth uses GPUs. They" -> {"kelsmouth", "gpus"}"""
    found = set()
    for match in WORD.finditer(text):
        word = match.group()
        if word == word.lower() or not re.search(r"[A-Z]", word):
            continue
        if word[1:] == word[1:].lower() and OPENS.search(text[: match.start()]):
            continue
        found.add(plain(word))
    return found


def invented(summary: str, source: str) -> set[str]:
    """Numbers and names of the summary that are not in the source."""
    return (numbers(summary) - numbers(source)) | (names(summary) - words(source))
