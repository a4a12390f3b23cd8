"""Learn the writer's tokenizer (tokenizer.py).

    python -m models.recipe.writer.1_learn_vocabulary DATA WRITER [--share 1]

reads plain text, news and science of DATA (data/corpus.py); writes WRITER/tokenizer.json and the
tokenizer_config.json beside it. `--share 0.01` reads every hundredth text.
"""

import argparse
from pathlib import Path

from models.recipe.data.corpus import corpus
from models.recipe.writer.tokenizer import learn, save, with_numbers


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("writer", type=Path)
    parser.add_argument("--share", type=float, default=1)
    args = parser.parse_args()
    tokenizer = learn(with_numbers(corpus(args.data, args.share)))
    save(tokenizer, args.writer / "tokenizer.json")
    for sample in ("Summarizers shouldn't burn coal in 2026.", "机器学习模型可以部署到 Azure 云，共 12.5 GB。"):
        print(tokenizer.encode(sample).tokens)


if __name__ == "__main__":
    main()
