"""Score the writer on the development sets and print one table.

    python -m models.recipe.evaluate.score_abstractive DATA WORK [--models models] [--documents 200]
        [--float32 DIRECTORY] [--json OUT.json]

reads WORK/dev.pkl and WORK/priors-dev.pkl (the writer's 2_make_pairs), compression/google_dev of DATA and the models
in the folder `--models`: nano, the writer and, if it is there, small. Systems, on the same documents (a fixed sample):
`lead`, the first sentence; `nano` and `small` as shipped, one sentence; `trimmed`, small's with `compress`; `writer`,
the text that the int8 graphs write by beam.py with the settings in generation_config.json, from nano's best sentences;
`float32`, the unquantized graphs; `served`, the writer where the product would show its text, else nano; `shown from
F`, the same with F as the least mean log probability.

ROUGE-1/2/Lsum F1 and intervals as in score_extractive. `faithful` is the share of summaries without a number or name
that the whole document lacks, and `new` the share of bigrams it lacks, by models/bridge/judge.ts, that is by
src/summarizer/generation/faithfulness.ts. `served` also requires the confidence in the manifest, or the default.
"""

import argparse
import json
import pickle
from pathlib import Path

import numpy as np

from models.recipe.bridge import MODELS, call
from models.recipe.data.files import read
from models.recipe.data.units import units
from models.recipe.evaluate import shipped
from models.recipe.evaluate.development import Document
from models.recipe.evaluate.metrics import METRICS, rouge
from models.recipe.footprint import cpu_seconds, grams_of
from models.recipe.networks.beam import Graphs, Settings
from models.recipe.writer.facts import CONFIDENCE
from models.recipe.writer.pairs import COMPRESS, TASK_OF
from models.recipe.writer.reader import Reader

SEED = 7
FLOORS = (-0.3, -0.5, -0.7, -0.9, -1.1)  # of the mean log probability, to choose one by
SETS = ("docs_en", "docs_zh", "scitldr", "csl_zh", "compression")


def new_bigrams(summary: str, source: str, language: str) -> float:
    """Share of the summary's bigrams that the source does not contain."""
    written, known = pairs(summary, language), set(pairs(source, language))
    return sum(pair not in known for pair in written) / max(1, len(written))


def pairs(text: str, language: str) -> list[tuple[str, str]]:
    found = units(text, language)
    return list(zip(found, found[1:]))


def interval(values: np.ndarray, draws: np.ndarray) -> str:
    """The interval of 95% of the means of these draws, as text."""
    return "{:.1f} to {:.1f}".format(*np.percentile(values[draws].mean(1), [2.5, 97.5]))


def chosen(given: list[dict], model: str, folder: Path, compress: bool = False) -> list[str]:
    """The choice of an extractive model, as shipped."""
    documents = [
        Document("", d["text"], d["language"], tuple(d["sentences"]), tuple(d["references"]), 0.0) for d in given
    ]
    return [" ".join(found.chosen) for found in shipped.run(model, documents, "short", compress, folder)]


def documents(data: Path, work: Path, name: str, count: int) -> list[dict]:
    """A fixed sample of a development set: sentences, priors, references, text."""
    if name == "compression":
        found = [
            {
                "text": row["text"],
                "sentences": [row["text"]],
                "prior": np.ones(1),
                "references": [row["summary"]],
                "language": "en",
            }
            for row in read(data, "compression/google_dev")
        ]
    else:
        examples = pickle.loads((work / "dev.pkl").read_bytes())
        priors = pickle.loads((work / "priors-dev.pkl").read_bytes())
        found = [
            {
                "text": e.text,
                "sentences": e.sentences,
                "prior": p,
                "references": e.references,
                "language": e.language,
            }
            for e, p in zip(examples, priors)
            if e.set == name
        ]
    order = np.random.default_rng(SEED).permutation(len(found))[:count]
    return [found[i] for i in sorted(order)]


def write(graphs: Graphs, reader: Reader, given: list[dict], task: int, settings: Settings) -> list[dict]:
    """Each document's summary, its mean log probability, and the tokens written and read."""
    out = []
    for document in given:
        language = document["language"]
        source = reader.source(document["sentences"], document["prior"], task, language)
        written = graphs.write(source, reader.code[language], reader.end, settings)
        out.append(
            {
                "summary": reader.tokenizer.decode(written.ids).strip(),
                "mean": float(np.mean(written.log_probabilities)),
                "tokens": len(written.ids),
                "read": len(source),
            }
        )
    return out


def choose(shown: list[bool], written: list, other: list) -> list:
    """The written text (or its verdict) if it is shown, otherwise the other text."""
    return [w if ok else o for ok, w, o in zip(shown, written, other)]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--models", type=Path, default=MODELS, help="folder of the models")
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--sets", nargs="+", default=list(SETS))
    parser.add_argument("--float32", type=Path)
    parser.add_argument("--length-penalty", type=float)
    parser.add_argument("--beams", type=int)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--examples", type=int, default=0, help="print that many summaries of each set")
    args = parser.parse_args()
    rng = np.random.default_rng(SEED)
    writer = args.models / "writer"
    has_small = (args.models / "small/model.onnx").exists()
    generation = json.loads((writer / "generation_config.json").read_text())
    settings = Settings(
        beams=args.beams or generation["num_beams"],
        length_penalty=generation["length_penalty"] if args.length_penalty is None else args.length_penalty,
        min_length=generation["min_length"],
        max_length=generation["max_length"],
        no_repeat=generation["no_repeat_ngram_size"],
    )
    manifest = writer / "manifest.json"
    confidence = json.loads(manifest.read_text()).get("confidence", CONFIDENCE) if manifest.exists() else CONFIDENCE
    reader = Reader(writer)
    folders = {"writer": writer} | ({"float32": args.float32} if args.float32 else {})
    graphs = {name: Graphs(folder) for name, folder in folders.items()}
    out: dict[str, dict] = {}
    print(
        "| set | system | ROUGE-1 | ROUGE-2 | ROUGE-Lsum | 95% of ROUGE-1 | gain over nano | faithful | new | tokens |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for name in args.sets:
        given = documents(args.data, args.work, name, args.documents)
        language = given[0]["language"]
        task = TASK_OF.get(name, COMPRESS)
        texts = [document["text"] for document in given]
        systems = {
            "lead": [document["sentences"][0] for document in given],
            "nano": chosen(given, "nano", args.models),
        }
        if has_small:
            systems["small"] = chosen(given, "small", args.models)
            systems["trimmed"] = chosen(given, "small", args.models, compress=True)
        wrote = {}
        for system, graph in graphs.items():
            before = cpu_seconds()
            wrote[system] = write(graph, reader, given, task, settings)
            seconds = cpu_seconds() - before
            systems[system] = [row["summary"] for row in wrote[system]]
            seconds /= len(given)
            grams = grams_of(seconds)
            tokens = np.mean([row["read"] for row in wrote[system]])
            cost = f"{1000 * seconds:.0f} ms of CPU, {1000 * grams:.2f} mg CO2e, {tokens:.0f} tokens read"
            print(f"| {name} | {system}'s cost | {cost} a summary | | | | | | | |", flush=True)
        verdicts = {
            system: call("judge.ts", [{"source": t, "summary": s} for t, s in zip(texts, summaries)])
            for system, summaries in systems.items()
        }
        shown = [
            not verdict["number"]
            and not verdict["name"]
            and verdict["copyRate"] >= confidence["minCopyRate"]
            and row["mean"] >= confidence["minMeanLogProbability"]
            for verdict, row in zip(verdicts["writer"], wrote["writer"])
        ]
        systems["served"] = choose(shown, systems["writer"], systems["nano"])
        verdicts["served"] = choose(shown, verdicts["writer"], verdicts["nano"])
        scores = {
            system: np.array([rouge([s], d["references"], language) for s, d in zip(summaries, given)])
            for system, summaries in systems.items()
        }
        for system, summaries in systems.items():
            values = scores[system]
            draws = rng.integers(0, len(values), (1000, len(values)))
            gain = interval(values[:, 0] - scores["nano"][:, 0], draws) if system not in ("lead", "nano") else ""
            faithful = 100 * np.mean([not v["number"] and not v["name"] for v in verdicts[system]])
            new = 100 * np.mean([new_bigrams(s, t, language) for s, t in zip(summaries, texts)])
            tokens = np.mean([len(e.ids) for e in reader.tokenizer.encode_batch(summaries, add_special_tokens=False)])
            means = values.mean(0)
            print(
                f"| {name} | {system} | {' | '.join(f'{v:.1f}' for v in means)} | {interval(values[:, 0], draws)} | {gain} "
                f"| {faithful:.1f}% | {new:.1f}% | {tokens:.0f} |",
                flush=True,
            )
            out.setdefault(name, {})[system] = {
                **dict(zip(METRICS, (round(float(m), 2) for m in means))),
                "faithfulPercent": round(float(faithful), 2),
                "newBigramsPercent": round(float(new), 2),
            }
        out[name]["served"]["writtenPercent"] = round(100 * float(np.mean(shown)), 1)
        print(f"| {name} | shown as written | {100 * np.mean(shown):.1f}% of the summaries | | | | | | | |", flush=True)
        means = np.array([row["mean"] for row in wrote["writer"]])
        sound = np.array([not (v["number"] or v["name"]) for v in verdicts["writer"]])
        for floor in FLOORS:
            kept = sound & (means >= floor)
            found = np.where(kept[:, None], scores["writer"], scores["nano"]).mean(0)
            cells = " | ".join(f"{value:.1f}" for value in found)
            print(f"| {name} | shown from {floor} | {cells} | {100 * kept.mean():.0f}% shown | | | | |", flush=True)
        for document, row, verdict in list(zip(given, wrote["writer"], verdicts["writer"]))[: args.examples]:
            print(f"    {row['mean']:.2f} {verdict} {row['summary']}\n    = {document['references'][0][:200]}")
    if args.json:
        args.json.write_text(json.dumps(out, indent=2) + "\n")


if __name__ == "__main__":
    main()
