"""Write test/fixtures/writer: a tiny untrained writer in the layout of the real one, and what it must write.

    python models/tiny_writer.py test/fixtures/writer

reads texts.json there, texts of our own, and learns a tokenizer from them; the network is random and
seeded, its graphs come from export_writer.py. oracle.json has token ids, decoded texts and what beam.py writes.
"""

import json
import platform
import sys
from pathlib import Path

import numpy as np
import onnxruntime
import tokenizers
import torch

from beam import Graphs, Settings
from evaluate_writer import Reader
from export_writer import configure, graphs
from seq2seq import Writer, WriterShape
from train_writer import only_copied
from vocabulary_writer import END, SPECIAL, TASKS, learn, save

PIECES, SEED, MOST = 640, 7, 190


def main() -> None:
    folder = Path(sys.argv[1])
    torch.manual_seed(SEED)
    texts = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
    tokenizer = learn([entry["text"] for entry in texts] * 4, PIECES, 220)
    save(tokenizer, folder / "tokenizer.json")
    shape = WriterShape(
        vocabulary=tokenizer.get_vocab_size(),
        special=len(SPECIAL),
        end=tokenizer.token_to_id(END),
        rank=16,
        hidden=32,
        heads=4,
        inner=64,
        encoder_layers=2,
        decoder_layers=(0, 1),
    )
    writer = Writer(shape)
    with torch.no_grad():
        for parameter in writer.parameters():  # peaked, so that rounding changes no choice
            if parameter.dim() > 1:
                parameter.mul_(1.5)
        writer.bias[shape.end] = 2.0
    writer.blocked.copy_(only_copied(tokenizer, []))
    writer.eval().requires_grad_(False)
    graphs(writer, folder, int8=True)
    configure(shape, folder, 1.0)

    reader, found = Reader(folder), Graphs(folder)
    generation = json.loads((folder / "generation_config.json").read_text())
    settings = Settings(
        beams=generation["num_beams"],
        length_penalty=generation["length_penalty"],
        min_length=generation["min_length"],
        max_length=generation["max_length"],
        no_repeat=generation["no_repeat_ngram_size"],
    )
    cases = []
    for entry in texts:
        language = entry["language"]
        ids = tokenizer.encode(entry["text"], add_special_tokens=False).ids
        assert len(ids) <= MOST, entry["name"]
        source = reader.source([entry["text"]], np.ones(1), TASKS.index("<describe>"), language, MOST)
        written = found.write(source, reader.code[language], reader.end, settings)
        cases.append(
            {
                "name": entry["name"],
                "ids": ids,
                "decoded": tokenizer.decode(ids),
                "source": source,
                "written": written.ids,
                "logProbability": round(float(np.mean(written.log_probabilities)), 4),
            }
        )
        print(f"{entry['name']}: {len(ids)} pieces; {cases[-1]['logProbability']} {tokenizer.decode(written.ids)}")
    versions = {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "onnxruntime": onnxruntime.__version__,
        "tokenizers": tokenizers.__version__,
        "torch": torch.__version__,
    }
    lines = ",\n".join(json.dumps(case, ensure_ascii=True, separators=(",", ":")) for case in cases)
    (folder / "oracle.json").write_text(f'{{"versions":{json.dumps(versions)},"cases":[\n{lines}\n]}}\n')


if __name__ == "__main__":
    main()
