"""Make the vector and the weight of each piece, as Model2Vec does: from the multilingual teacher, without any text.

    python -m models.recipe.nano_multilingual.2_encode_pieces WORK OUT [--pieces N]

reads OUT/tokenizer.json; writes WORK/multilingual-embeddings.npz: `vectors` float32 [V, 128], `weights` float32 [V].

A piece's vector is the teacher's last state of the piece when it stands alone, on the principal axes of all pieces; its
weight in a sentence's mean is smooth inverse frequency (Arora et al., ICLR 2017), by the teacher's unigram scores. The
teacher's states of pieces are of one space for all languages. (Vectors fitted to the teacher's sentence vectors of 6,144
English and Chinese texts, as nano's are, gave less on the development sets of both languages and across.)
"""

import argparse
import json
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from models.recipe.networks.multilingual_teacher import encode_pieces, load

DIMENSION, SMOOTH = 128, 1e-3


def reduced(states: np.ndarray) -> np.ndarray:
    """Unit states [N, 384] without their mean, on their principal axes: [N, DIMENSION], of median length 1."""
    states = states.astype(np.float32)
    states /= np.linalg.norm(states, axis=1, keepdims=True)
    states -= states.mean(0)
    _, axes = np.linalg.eigh(states.T @ states)
    vectors = states @ axes[:, ::-1][:, :DIMENSION]
    return vectors / np.median(np.linalg.norm(vectors, axis=1))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pieces", type=int, help="encode only so many pieces, for a quick run")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    teacher = load()
    tokenizer = Tokenizer.from_file(str(args.out / "tokenizer.json"))
    pieces, scores = zip(*json.loads(tokenizer.to_str())["model"]["vocab"][1:])
    ids = {piece: index for index, piece in enumerate(teacher.pieces)}
    vectors = reduced(encode_pieces(teacher, np.array([ids[piece] for piece in pieces[: args.pieces]])))
    # An unknown piece says nothing; nor do those that a quick run leaves out.
    table = np.zeros((len(pieces) + 1, DIMENSION), np.float32)
    table[1 : len(vectors) + 1] = vectors
    weights = np.append(0.5, SMOOTH / (SMOOTH + np.exp(scores))).astype(np.float32)
    np.savez(args.work / "multilingual-embeddings.npz", vectors=table, weights=weights)
    print(f"{len(vectors):,} vectors")


if __name__ == "__main__":
    main()
