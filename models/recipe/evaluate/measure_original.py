"""Measure what the original costs: a BART-large-cnn-sized model beside the models of this repository.

    python -m models.recipe.evaluate.measure_original [--repeats 3] [--threads 1] [--grid]

Builds BartForConditionalGeneration with the shape of facebook/bart-large-cnn and random weights (the
time of a multiplication does not depend on its factors), lets it read 1,000 tokens and write 60 with 4
beams, on the CPU by PyTorch; then summarizes a text of about 1,000 tokens with each model under `models/`
through models/bridge/summarize.ts, or write.ts if it writes. Counts CPU seconds, user and system; one
warm-up, then the median. Prints one Markdown table and, below it, the constants of
src/emissions/original.ts; with --grid also how well these predict other lengths. Writes nothing. Takes
3 GB.

The constants are CPU seconds per billion multiply-accumulates. Of reading: the encoder alone. Of writing and
of attending to the text: fitted to the rest of the time for 1,000 and for 250 tokens in.
"""

import argparse
import json
import platform
import resource
import statistics
from pathlib import Path

import torch
import transformers

from models.recipe.bridge import MODELS, call
from models.recipe.footprint import cpu_seconds, grams_of, joules_of

TOKENS_IN, TOKENS_OUT, BEAMS = 1_000, 60, 4

# facebook/bart-large-cnn, config.json.
SHAPE = dict(
    vocab_size=50_264, d_model=1_024, max_position_embeddings=1_024, activation_function="gelu",
    encoder_layers=12, encoder_attention_heads=16, encoder_ffn_dim=4_096,
    decoder_layers=12, decoder_attention_heads=16, decoder_ffn_dim=4_096,
)  # fmt: skip

# Rows in one run of summarize.ts: the difference of two runs leaves out the start of the process.
FEW, MANY = 30, 230


def text() -> str:
    """About 1,000 tokens in which no two sentences are alike."""
    places = ["the north quay", "the old mill", "the reservoir", "the signal box", "the upper lock"]
    tasks = ["replaced the pump", "cleared the silt", "painted the railings", "read the gauges"]
    sentences = [
        f"In week {week} the crew at {places[week % 5]} {tasks[week % 4]}, and the foreman noted that "
        f"{17 + 3 * week} cubic metres had passed since the last inspection."
        for week in range(1, 36)
    ]
    return " ".join(sentences)


def median_of(repeats: int, run, who: int) -> float:
    """Median CPU seconds of `run`, after one that does not count."""
    run()
    seconds = []
    for _ in range(repeats):
        before = cpu_seconds(who)
        run()
        seconds.append(cpu_seconds(who) - before)
    return statistics.median(seconds)


def macs(tokens_in: int, tokens_out: int) -> dict[str, float]:
    """Billions of multiply-accumulates, as `src/summarizer/generation/seq2seq-cost.ts` counts them."""
    width, wide, vocabulary = SHAPE["d_model"], SHAPE["encoder_ffn_dim"], SHAPE["vocab_size"]
    layers = SHAPE["encoder_layers"]
    encoder = layers * (tokens_in * (4 * width**2 + 2 * width * wide) + 2 * tokens_in**2 * width)
    # Hugging Face copies the encoder's output for each beam before it makes keys and values of it.
    keys_and_values = BEAMS * layers * 2 * tokens_in * width**2
    step = layers * (6 * width**2 + 2 * width * wide) + width * vocabulary
    attention = layers * width * (2 * tokens_in * tokens_out + tokens_out * (tokens_out + 1))
    return {
        "encoder": encoder / 1e9,
        "reading": (encoder + keys_and_values) / 1e9,
        "writing": BEAMS * tokens_out * step / 1e9,
        "attending": BEAMS * attention / 1e9,
    }


class Original:
    def __init__(self) -> None:
        torch.manual_seed(1)
        config = transformers.BartConfig(**SHAPE)
        self.model = transformers.BartForConditionalGeneration(config).eval()

    def seconds(self, repeats: int, tokens_in: int, tokens_out: int) -> tuple[float, float]:
        """CPU seconds of the encoder alone, and of all."""
        ids = torch.randint(10, SHAPE["vocab_size"] - 10, (1, tokens_in))
        written = 0

        def encode():
            with torch.inference_mode():
                self.model.get_encoder()(ids)

        def write():
            nonlocal written
            # One more than the tokens written: the decoder's first is given, not written.
            made = self.model.generate(
                ids, num_beams=BEAMS, min_length=tokens_out + 1, max_length=tokens_out + 1,
                do_sample=False, early_stopping=True, forced_eos_token_id=None,
                forced_bos_token_id=None,
            )  # fmt: skip
            written = made.shape[1] - 1

        encoding = median_of(repeats, encode, resource.RUSAGE_SELF)
        total = median_of(repeats, write, resource.RUSAGE_SELF)
        if written != tokens_out:
            raise SystemExit(f"the original wrote {written} tokens, not {tokens_out}")
        return encoding, total


def ours(name: str, repeats: int, writes: bool) -> tuple[float, int]:
    """CPU seconds of one summary, and the tokens that were read for it."""
    row = {"text": text(), "lang": "en", "length": "medium", "model": name}
    bounds = ["--beams", str(BEAMS), "--min", str(TOKENS_OUT), "--max", str(TOKENS_OUT)]
    script = ["write.ts", MODELS / name, *bounds] if writes else ["summarize.ts"]
    few, many = (2, 8) if writes else (FEW, MANY)
    tokens = 0

    def one(count: int) -> float:
        nonlocal tokens
        before = cpu_seconds(resource.RUSAGE_CHILDREN)
        made = call(script[0], [row] * count, *script[1:])[-1]
        tokens = made["inputTokens" if writes else "tokens"]
        return cpu_seconds(resource.RUSAGE_CHILDREN) - before

    one(few)
    rounds = [one(many) - one(few) for _ in range(repeats)]
    return statistics.median(rounds) / (many - few), tokens


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--repeats", type=int, default=3)
    arguments.add_argument("--threads", type=int, default=1)
    arguments.add_argument("--grid", action="store_true")
    options = arguments.parse_args()
    torch.set_num_threads(options.threads)

    rows = []
    for manifest in sorted(MODELS.glob("*/manifest.json")):
        described = json.loads(manifest.read_text())
        writes = described.get("task") == "abstractive"
        seconds, tokens = ours(described["name"], options.repeats, writes)
        out = f"{TOKENS_OUT} tokens, {BEAMS} beams" if writes else "whole sentences"
        rows.append((described["name"], tokens, out, seconds))
    original = Original()
    encoding, total = original.seconds(options.repeats, TOKENS_IN, TOKENS_OUT)
    rows.append(("BART-large-cnn-sized", TOKENS_IN, f"{TOKENS_OUT} tokens, {BEAMS} beams", total))

    print("| model | tokens in | out | CPU seconds | joules | grams of CO2e | original / model |")
    print("|---|---|---|---|---|---|---|")
    for name, tokens, out, seconds in rows:
        print(
            f"| {name} | {tokens:,} | {out} | {seconds:.4g} | {joules_of(seconds):.4g} | {grams_of(seconds):.3g} "
            f"| {total / seconds:,.0f} |"
        )
    _, shorter = original.seconds(options.repeats, TOKENS_IN // 4, TOKENS_OUT)
    rates = fit(encoding, {TOKENS_IN: total, TOKENS_IN // 4: shorter})
    print(
        f"\nSeconds per GMAC: {', '.join(f'{kind} {rate:.4g}' for kind, rate in rates.items())}; from the "
        f"encoder alone ({encoding:.2f} s), {TOKENS_IN:,} tokens in ({total:.2f} s) and {TOKENS_IN // 4} "
        f"({shorter:.2f} s). PyTorch {torch.__version__}, transformers {transformers.__version__}, float32, "
        f"{options.threads} thread(s), {cpu_name()}."
    )
    if options.grid:
        print("\n| tokens in | out | CPU seconds | predicted | measured / predicted |\n|---|---|---|---|---|")
        for tokens_in, tokens_out in ((500, 60), (1_000, 30), (1_000, 120)):
            _, measured = original.seconds(options.repeats, tokens_in, tokens_out)
            gmac = macs(tokens_in, tokens_out)
            predicted = sum(rate * gmac[kind] for kind, rate in rates.items())
            cells = f"{measured:.2f} | {predicted:.2f} | {measured / predicted:.2f}"
            print(f"| {tokens_in:,} | {tokens_out} | {cells} |", flush=True)


def fit(encoding: float, totals: dict[int, float]) -> dict[str, float]:
    reading = encoding / macs(TOKENS_IN, TOKENS_OUT)["encoder"]
    rest = [
        (gmac["writing"], gmac["attending"], seconds - reading * gmac["reading"])
        for seconds, gmac in ((seconds, macs(n, TOKENS_OUT)) for n, seconds in totals.items())
    ]
    (w1, a1, r1), (w2, a2, r2) = rest
    attending = (r1 * w2 - r2 * w1) / (a1 * w2 - a2 * w1)
    return {"reading": reading, "writing": (r1 - attending * a1) / w1, "attending": attending}


def cpu_name() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    names = [line.split(": ", 1)[1] for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()


if __name__ == "__main__":
    main()
