"""Write oracle.json beside each tiny model of tiny.py: what `transformers` generates with it.

    python models/parity.py test/fixtures/seq2seq [NAME ...]

For each model a grid of settings, one at a time and in seeded mixtures, over texts of our own. A case
is kept only where the outcome is no close call, since another runtime sums in another order: the
best sequence must lead the second by MARGIN, or for greedy decoding each token the next best, and
noise of that size on the scores must change nothing. The margin is written down with each case.
"""

import itertools
import json
import platform
import random
import sys
import warnings
from pathlib import Path

import tokenizers
import torch
import transformers
from transformers import AutoModelForSeq2SeqLM, GenerationConfig, LogitsProcessor, LogitsProcessorList

from tiny import LAYOUTS, WEIGHTS

MARGIN = 5e-4
CASES_PER_MODEL = 64

GRID = {
    "num_beams": [1, 2, 3, 4, 6],
    "length_penalty": [-1.0, 0.0, 0.6, 1.0, 2.0],
    "early_stopping": [True, False, "never"],
    "min_length": [0, 6, 12],
    "min_new_tokens": [9],
    "max_length": [7, 16, 30],
    "max_new_tokens": [11, 24],
    "no_repeat_ngram_size": [0, 1, 2, 3],
    "repetition_penalty": [0.7, 1.0, 1.3, 2.5],
    "forced_bos_token_id": ["token"],
    "forced_eos_token_id": ["eos", "tokens"],
    "decoder_start_token_id": ["token"],
    "bad_words_ids": ["words"],
    "eos_token_id": ["eos and token"],
    "use_cache": [False],
}


class Noise(LogitsProcessor):
    """Shakes the scores by up to a quarter of the margin."""

    def __init__(self, seed: int):
        self.generator = torch.Generator().manual_seed(seed)

    def __call__(self, input_ids, scores):
        return scores + (torch.rand(scores.shape, generator=self.generator) - 0.5) * MARGIN / 2


class Margin(LogitsProcessor):
    """Notes by how much the best token leads at each step."""

    def __init__(self):
        self.smallest = float("inf")

    def __call__(self, input_ids, scores):
        best, second = torch.topk(scores[0], 2).values.tolist()
        self.smallest = min(self.smallest, best - second)
        return scores


def resolve(settings: dict, draw: random.Random, usual: list[int], eos: int) -> dict:
    """Fills in token ids: some that the model likes to use, so that a rule about them matters."""
    token = lambda: draw.choice(usual)
    filled = dict(settings)
    for key, value in settings.items():
        if value == "token":
            filled[key] = token()
        elif value == "eos":
            filled[key] = eos
        elif value == "tokens":
            filled[key] = [eos, token()]
        elif value == "eos and token":
            filled[key] = [eos, token()]
        elif value == "words":
            at = draw.randrange(len(usual) - 3)
            filled[key] = [[token()], usual[at : at + 2], usual[at + 1 : at + 4], [eos]]
    return filled


def mixtures(draw: random.Random):
    """No setting, each value of each setting alone, then two to seven settings at a time."""
    yield {}
    for key, values in GRID.items():
        for value in values:
            yield {key: value}
    for key, beams in itertools.product(("length_penalty", "early_stopping"), (2, 4)):
        for value in GRID[key]:
            yield {"num_beams": beams, key: value, "max_length": 18}
    while True:
        keys = draw.sample(list(GRID), draw.randint(2, 7))
        yield {key: draw.choice(GRID[key]) for key in keys}


def generate(model, ids, settings: dict, *processors, best: int = 1):
    """`generate` with the model's own settings below those asked for."""
    return model.generate(
        ids,
        attention_mask=torch.ones_like(ids),
        logits_processor=LogitsProcessorList(processors),
        return_dict_in_generate=True,
        output_scores=True,
        num_return_sequences=best,
        **settings,
    )


def try_case(model, ids, defaults: dict, settings: dict) -> dict | None:
    """The case's outcome, or None where it is a close call."""
    asked = defaults | settings
    beams = asked.get("num_beams", 1)
    noted = Margin()
    output = generate(model, ids, asked, *([noted] if beams == 1 else []), best=min(beams, 2))
    sequence = output.sequences[0].tolist()
    if beams > 1:
        scores = output.sequences_scores.tolist()
        margin, score = scores[0] - scores[1], scores[0]
        # Rows are filled up to the longest of them.
        sequence = sequence[: 1 + int((output.beam_indices[0] >= 0).sum())]
    else:
        margin, score = noted.smallest, None
    if margin < MARGIN:
        return None
    if beams > 1 and generate(model, ids, asked, Noise(1)).sequences[0].tolist() != sequence:
        return None
    # What the model itself says of the sequence, read at once rather than token by token.
    with torch.no_grad():
        logits = model(input_ids=ids, decoder_input_ids=torch.tensor([sequence[:-1]])).logits[0]
    said = torch.log_softmax(logits.float(), -1)[torch.arange(len(sequence) - 1), sequence[1:]]
    return {
        "settings": settings,
        "sequence": sequence,
        **({} if score is None else {"score": round(score, 5)}),
        "logProbability": round(said.sum().item(), 4),
        "margin": round(min(margin, 99), 4),
    }


def cases_of(name: str, folder: Path, texts: list[dict]) -> dict:
    model = AutoModelForSeq2SeqLM.from_pretrained(WEIGHTS / name, attn_implementation="eager").eval()
    tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
    config = json.loads((folder / "config.json").read_text())
    settings = json.loads((folder / "generation_config.json").read_text())
    special = (config.get("task_specific_params") or {}).get("summarization", {})
    prefix = special.pop("prefix", "")
    model.generation_config = GenerationConfig.from_dict(settings)
    defaults = {**special}
    everything = {**settings, **special}
    trained = json.loads((folder / "tokenizer_config.json").read_text()).get("model_max_length")
    limits = (config.get("max_position_embeddings"), config.get("n_positions"), trained)
    limit = min(given for given in limits if given)
    eos = everything["eos_token_id"]

    read, usual = [], []
    for text in texts:
        tokenizer.no_truncation()
        whole = len(tokenizer.encode(prefix + text["text"]).ids)
        tokenizer.enable_truncation(limit)
        ids = tokenizer.encode(prefix + text["text"]).ids
        read.append({"name": text["name"], "ids": ids, "isTruncated": whole > limit})
        greedy = {**defaults, "num_beams": 1, "max_length": 30, "min_length": 20}
        usual.append(generate(model, torch.tensor([ids]), greedy).sequences[0, 1:].tolist())

    draw = random.Random(name)
    cases, tried, seen = [], 0, set()
    for mixture in mixtures(draw):
        if len(cases) == CASES_PER_MODEL:
            break
        at = draw.randrange(len(texts))
        ids = torch.tensor([read[at]["ids"]])
        asked = resolve(mixture, draw, usual[at], eos)
        tried += 1
        case = try_case(model, ids, {"num_beams": everything.get("num_beams", 1), **defaults}, asked)
        if case is None or (key := json.dumps([at, asked])) in seen:
            continue
        seen.add(key)
        decoded = tokenizer.decode(case["sequence"][1:], skip_special_tokens=True)
        cases.append({"text": texts[at]["name"], **case, "decoded": decoded.strip()})
    lengths = [len(case["sequence"]) for case in cases]
    smallest = min(case["margin"] for case in cases)
    distinct = len({tuple(case["sequence"]) for case in cases})
    ended = sum(case["sequence"][-1] == eos for case in cases)
    print(
        f"{name}: {len(cases)} cases of {tried} tried, {distinct} distinct sequences of {min(lengths)} to "
        f"{max(lengths)} tokens, {ended} ended by the model or by force, smallest margin {smallest}"
    )
    return {"name": name, "layout": LAYOUTS[name], "texts": read, "cases": cases}


def main() -> None:
    warnings.simplefilter("ignore")
    transformers.logging.set_verbosity_error()
    torch.set_num_threads(1)
    folder = Path(sys.argv[1])
    texts = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
    versions = {
        "python": platform.python_version(),
        "torch": torch.__version__,
        "transformers": transformers.__version__,
        "tokenizers": tokenizers.__version__,
    }
    compact = lambda value: json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    for name in sys.argv[2:] or LAYOUTS:
        made = {"versions": versions, "margin": MARGIN, **cases_of(name, folder / name, texts)}
        cases = ",\n".join(compact(case) for case in made.pop("cases"))
        (folder / name / "oracle.json").write_text(f'{compact(made)[:-1]},"cases":[\n{cases}\n]}}\n')


if __name__ == "__main__":
    main()
