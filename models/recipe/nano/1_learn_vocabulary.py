"""Learn nano's tokenizer (tokenizer.py).

    python -m models.recipe.nano.1_learn_vocabulary DATA NANO [--share 1]

reads plain text, news and science of DATA (data/corpus.py) and the teacher's whole English words, general words
that technical documentation lacks; writes NANO/tokenizer.json. `--share 0.01` reads every hundredth text.
"""

import argparse
from pathlib import Path

from models.recipe.data.corpus import corpus
from models.recipe.nano.tokenizer import learn, write
from models.recipe.networks.teacher import english_words


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("nano", type=Path)
    parser.add_argument("--share", type=float, default=1)
    args = parser.parse_args()
    tokenizer = learn(corpus(args.data, args.share), english_words())
    out = args.nano / "tokenizer.json"
    write(tokenizer, out)
    print(f"{tokenizer.get_vocab_size():,} tokens, {out.stat().st_size:,} bytes")
    for sample in ("Summarizers shouldn't burn coal in 2026.", "机器学习模型可以部署到Azure云。"):
        print(tokenizer.encode(sample).tokens)


if __name__ == "__main__":
    main()
