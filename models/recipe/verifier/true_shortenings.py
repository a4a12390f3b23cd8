"""True shortenings of a sentence, by rules that rarely err: what the verifier should let pass.

`shortened(text, lang, rng)` applies one to three of them and returns the text, or None where none applies. Conditions,
attributions, negations and modal verbs are never touched: corrupt.py drops those, as errors.
"""

import random
import re

from models.recipe.verifier.text import joined, spacing, tagged, tidied

GUARDED = re.compile(
    r"\b(?:if|unless|provided|only|except|not|n't|never|no|nor|without|according|says?|said|claim|den(?:y|ies|ied)|may|might"
    r"|could|should|alleged|reported|accused|suspected|until|less|fewer|neither|confirm|told|tells|announc|source|spokes|believ|think|thought|predict|expect)",
    re.I,
)
LEADING_EN = re.compile(
    r"^(?:However|Moreover|Furthermore|In addition|Additionally|Also|Therefore|Thus|Hence|Meanwhile|For example|For instance"
    r"|Similarly|In fact|Indeed|Finally|Then|Next|First|Second|Instead|Nevertheless|As a result|Consequently|In particular"
    r"|Specifically|Overall|Note that|Of course|And|But|So|Well|Yeah|Okay|Um|Uh|Now)(?:,|\s(?=[a-z]))\s*"
)
FILLERS_EN = re.compile(
    r"(?<=\w)(?:, )?\s*\b(?:really|very|quite|actually|basically|also|just|simply|fairly|extremely|currently|already|uh|um"
    r"|you know|of course|in fact|however|therefore|subsequently|eventually|easily|quickly|automatically|successfully"
    r"|recently|immediately|fully|highly)\b(?:, |(?=[ .]))",
    re.I,
)
SWAPS_EN = [
    ("in order to", "to"),
    ("is able to", "can"),
    ("are able to", "can"),
    ("due to the fact that", "because"),
    ("a number of", "several"),
    ("utilizes", "uses"),
    ("utilize", "use"),
    ("approximately", "about"),
    ("prior to", "before"),
    ("subsequent to", "after"),
    ("in addition to", "besides"),
    ("a variety of", "various"),
    ("a large number of", "many"),
    ("do not", "don't"),
    ("does not", "doesn't"),
    ("did not", "didn't"),
    ("is not", "isn't"),
    ("cannot", "can't"),
    ("was not", "wasn't"),
    ("allows you to", "lets you"),
    ("enables you to", "lets you"),
    ("such as", "like"),
    ("make use of", "use"),
    ("as well as", "and"),
    ("whether or not", "whether"),
    ("in the event that", "if"),
    ("at this time", "now"),
    ("however", "but"),
    ("purchase", "buy"),
    ("demonstrate", "show"),
    ("assist", "help"),
    ("provides you with", "gives you"),
    ("the majority of", "most"),
    ("has the ability to", "can"),
    ("it is", "it's"),
    ("they are", "they're"),
    ("he had", "he'd"),
    ("is used to", "serves to"),
    ("begin", "start"),
    ("obtain", "get"),
]
LEADING_ZH = re.compile(
    r"^(?:此外|另外|同时|因此|所以|例如|比如|其中|具体来说|具体而言|一般来说|通常|首先|其次|最后|然后|接着|然而|但是|不过|而且|并且"
    r"|事实上|实际上|总之|综上所述|结果|也就是说|换句话说|请注意|值得注意的是|与此同时|随后|接下来)[，,]"
)
FILLERS_ZH = set(
    "非常 十分 相当 特别 尤其 还 也 已经 已 就 更 更加 进一步 直接 轻松 快速 有效 自动 目前 现在 当前 主要 均 都 将 正在 成功 不断 一直 往往 通常 一般 极 很 较 较为 比较 充分 完全 真正 立即 随后 其实 同时".split()
)
SWAPS_ZH = [
    ("能够", "能"),
    ("以及", "和"),
    ("并且", "并"),
    ("但是", "但"),
    ("因此", "所以"),
    ("如何", "怎样"),
    ("进行了", "做了"),
    ("并未", "没有"),
    ("如果", "若"),
    ("或者", "或"),
    ("可以", "可"),
    ("无法", "不能"),
    ("不能", "无法"),
    ("利用", "用"),
    ("提高", "提升"),
    ("从而", "以"),
    ("为了", "为"),
    ("已经", "已"),
    ("开始", "着手"),
    ("创建", "建立"),
    ("许多", "很多"),
    ("当前", "目前"),
]


def replaced_once(text: str, pairs: list[tuple[str, str]], rng: random.Random, lang: str) -> str | None:
    edge = r"\b" if lang == "en" else ""
    there = [(a, b) for a, b in pairs if re.search(edge + re.escape(a) + edge, text)]
    if not there:
        return None
    a, b = rng.choice(there)
    return re.sub(edge + re.escape(a) + edge, b, text, count=1)


def without(text: str, match: re.Match, put: str = "") -> str:
    return text[: match.start()] + put + text[match.end() :]


def pick(pattern: str, text: str, rng: random.Random, guard: bool = True) -> re.Match | None:
    found = [m for m in re.finditer(pattern, text) if not (guard and GUARDED.search(m.group()))]
    return rng.choice(found) if found else None


def rules_en(text: str, rng: random.Random) -> list[str | None]:
    """One try of each rule."""
    cuts = [
        (r" \([^()]{2,80}\)", ""),
        (r"(?<=\w), (?:which|who|where|whose) [^,.;]{4,90},(?= \w)", ""),
        (r"(?<=\w), (?:which|who|where|whose|whereby) [^,.;]{4,90}(?=\.$)", ""),
        (
            r"(?<=[A-Za-z]{3}), (?:a|an|the) [^,.;]{4,70},(?= (?:is|was|has|had|said|will|were|are|told|won|made|took|can)\b)",
            "",
        ),
        (r"(?<=\w{3}), (?:a|an) [^,.;]{4,70}(?=\.$)", ""),
        (
            r"(?<=\w), (?:and|but|while|so|whereas|although|though) (?:he|she|it|they|we|you|the|I|this|there) [^;]{8,120}(?=\.$)",
            "",
        ),
        (
            r"(?<=\w), (?:saying|adding|including|making|allowing|leaving|using|resulting|leading|ensuring|giving|such as|along with|as well as|especially|especially when|particularly) [^,;]{4,90}(?=\.$)",
            "",
        ),
        (
            r"^(?:In|On|At|After|During|Since|By|From|With|For|Over|Following|Despite|To|As|When|While) [^,.;]{3,60}, (?=(?:the|a|an|he|she|it|they|we|you|this|I|[A-Z]\w+) )",
            "",
        ),
        (r"(?<=\w{3}) (?:and|or) [a-z]+(?= (?:is|are|was|were|in|on|for|to|of|with)\b|\.$)", ""),
        (r", [a-z]+(?=, [a-z]+,? and [a-z]+)", ""),
        (
            r"(?<=\w) (?:on (?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)|(?:last|this|next) (?:week|month|year|night))(?= (?:for|in|at|to|that|and|as|with|by|over)\b|\.)",
            "",
        ),
        (
            r"(?<=\bthe) (?:new|old|entire|whole|various|different|important|recent|large|small|big|popular|local|famous|huge)(?= \w)",
            "",
        ),
    ]
    made: list[str | None] = []
    for pattern, put in cuts:
        match = pick(pattern, text, rng)
        made.append(without(text, match, put) if match else None)
    match = LEADING_EN.match(text)
    made.append(text[match.end() :] if match else None)
    match = FILLERS_EN.search(text)
    made.append(without(text, match, " ") if match and match.start() > 2 else None)
    made.append(replaced_once(text, SWAPS_EN, rng, "en"))
    return made


def rules_zh(text: str, rng: random.Random) -> list[str | None]:
    cuts = [
        r"（[^（）]{2,60}）|\([^()]{2,60}\)",
        r"^(?:为了|通过|除了|随着|针对|对于|关于|基于|借助|在|经过|作为)[^，。；]{3,40}，(?![它其这该此他她])",
        r"，(?:并|并且|从而|以便|进而|而且|同时|但|但是|而|因此|所以|包括|例如|比如|以)[^；。]{4,60}(?=。$)",
        r"、[^、，。；和与或及（）“”]{1,12}(?=、|和|与|及|以及)",
        r"(?<=[\u4e00-\u9fff])(?:等)(?=。|，)",
        r"(?:非常|十分|相当|特别|极其|更加|较为)(?=[\u4e00-\u9fff])",
    ]
    made: list[str | None] = []
    bad = re.compile(r"如果|若|除非|只有|可能|不|没|未|无|据|称|表示|认为|指出|只|仅|或许|也许|应")
    for pattern in cuts:
        found = [m for m in re.finditer(pattern, text) if not bad.search(m.group())]
        match = rng.choice(found) if found else None
        made.append(without(text, match) if match and match.group() != text else None)
    match = LEADING_ZH.match(text)
    made.append(text[match.end() :] if match else None)
    made.append(replaced_once(text, SWAPS_ZH, rng, "zh"))
    words = tagged(text)
    spaces = spacing(text, [word for word, _ in words])
    droppable = [
        k
        for k, (word, flag) in enumerate(words)
        if word in FILLERS_ZH
        and flag[0] in "da"
        and 0 < k < len(words) - 2
        and words[k + 1][1][0] in "vadp"
        and words[k - 1][0] not in "不没未"
    ]
    if droppable:
        k = rng.choice(droppable)
        made.append(joined([word for at, (word, _) in enumerate(words) if at != k], "zh", spaces))
    modifiers = [
        k
        for k in range(1, len(words) - 2)
        if words[k][1] in ("a", "b", "z")
        and words[k + 1][0] == "的"
        and words[k + 2][1][0] == "n"
        and words[k - 1][1][0] in "vpucm"
    ]
    if modifiers:
        k = rng.choice(modifiers)
        made.append(joined([word for at, (word, _) in enumerate(words) if at not in (k, k + 1)], "zh", spaces))
    return made


def shortened(text: str, lang: str, rng: random.Random, most: int = 3) -> str | None:
    """A true shortening or light rewording."""
    start = text
    for _ in range(rng.randint(1, most)):
        rules = rules_en(text, rng) if lang == "en" else rules_zh(text, rng)
        made = [tidied(one, lang) for one in rules if one]
        least = 18 if lang == "en" else 8
        made = [one for one in made if len(one) >= max(least, 0.3 * len(start)) and one != text]
        if not made:
            break
        text = rng.choice(made)
    return text if text != start else None
