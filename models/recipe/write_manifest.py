"""Write the manifest of a model.

    python -m models.recipe.write_manifest FOLDER [--scores SCORES.json] [--cpu-seconds N]

reads the model's files in FOLDER, the facts.py of the model that FOLDER is named after, and SCORES.json, which
evaluate/ wrote; writes FOLDER/manifest.json. N is the CPU time of training. A previous calibration is kept, and without
the options also the previous `scores` and `training`.
"""

import argparse
import json
from pathlib import Path

from models.recipe.catalogue import MODELS
from models.recipe.manifest import manifest_of


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scores", type=Path)
    parser.add_argument("--cpu-seconds", type=float)
    args = parser.parse_args()
    name = args.folder.resolve().name
    if name not in MODELS:
        parser.error(f"{name} is not a model of catalogue.py")
    path = args.folder / "manifest.json"
    before = json.loads(path.read_text()) if path.exists() else {}
    scores = json.loads(args.scores.read_text()) if args.scores else None
    manifest = manifest_of(MODELS[name], args.folder, before, scores, args.cpu_seconds)
    path.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{path}: {sum(file['bytes'] for file in manifest['files'].values()):,} bytes of model")


if __name__ == "__main__":
    main()
