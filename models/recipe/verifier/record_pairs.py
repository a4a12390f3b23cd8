"""Record how pairs are laid out and judged, for the TypeScript tests to replay.

    python -m models.recipe.verifier.record_pairs models/verifier test/fixtures/verifier/pairs.json test/fixtures/verifier/oracle.json

reads rows of `source`, `candidate` and perhaps `before`; writes `ids`, `kinds` and `follows` (Python's onnxruntime).
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime
import tokenizers
from models.recipe.verifier.layout import Layout


def main() -> None:
    model, pairs, out = map(Path, sys.argv[1:])
    layout = Layout(tokenizers.Tokenizer.from_file(str(model / "tokenizer.json")))
    session = onnxruntime.InferenceSession(model / "model.onnx", providers=["CPUExecutionProvider"])
    cases = []
    for row in json.loads(pairs.read_text(encoding="utf-8")):
        ids, kinds = layout.pair(row["source"], row["candidate"], row.get("before", ""))
        given = {"input_ids": np.array([ids], np.int32), "kinds": np.array([kinds], np.int32)}
        follows = round(float(session.run(None, given)[0][0]), 4)
        cases.append({"name": row["name"], "ids": ids, "kinds": kinds, "follows": follows})
        print(f"{follows:.3f} {row['name']}")
    versions = {"tokenizers": tokenizers.__version__, "onnxruntime": onnxruntime.__version__}
    body = ",\n".join("    " + json.dumps(case, ensure_ascii=False) for case in cases)
    out.write_text(f'{{\n  "versions": {json.dumps(versions)},\n  "cases": [\n{body}\n  ]\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
