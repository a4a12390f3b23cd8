"""CPU seconds per GMAC of a model of BART-large's shape: 12+12 layers, d 1024, ffn 4096, 4 beams.

The weights are random, which costs the same. One thread of PyTorch in float32, process CPU time:

    python test/bench/original.py
"""

import time

import torch
from transformers import BartConfig, BartForConditionalGeneration

LAYERS, WIDTH, FFN, VOCABULARY, BEAMS = 12, 1024, 4096, 50265, 4


def encoder_gmac(tokens: int) -> float:
    return LAYERS * tokens * (4 * WIDTH**2 + 2 * WIDTH * FFN + 2 * tokens * WIDTH) / 1e9


def decoder_gmac(read: int, written: int) -> float:
    """Keys and values of what was read, once a beam; then each token through layers and vocabulary."""
    once = LAYERS * 2 * read * WIDTH**2
    token = LAYERS * (6 * WIDTH**2 + 2 * WIDTH * FFN + 2 * read * WIDTH + written * WIDTH)
    return BEAMS * (once + written * (token + WIDTH * VOCABULARY)) / 1e9


def main() -> None:
    torch.set_num_threads(1)
    torch.manual_seed(0)
    model = BartForConditionalGeneration(BartConfig(forced_eos_token_id=None)).eval()
    for read, written in [(256, 20), (512, 40), (1024, 60)]:
        ids = torch.randint(10, 50_000, (1, read))
        with torch.no_grad():
            start = time.process_time()
            model.get_encoder()(ids)
            encoded = time.process_time()
            model.generate(
                ids, num_beams=BEAMS, min_new_tokens=written, max_new_tokens=written, do_sample=False
            )
            generated = time.process_time()
        encoder = encoded - start
        decoder = generated - encoded - encoder
        print(
            f"{read} tokens read, {written} written: {generated - encoded:.1f} s;"
            f" encoder {encoder / encoder_gmac(read):.4f} s/GMAC,"
            f" decoder {decoder / decoder_gmac(read, written):.4f} s/GMAC"
        )


main()
