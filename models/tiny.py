"""Make the tiny models of test/fixtures/seq2seq: BART, mBART, T5, mT5 and PEGASUS with random weights.

    pip install --no-deps optimum==2.3.0 optimum-onnx==0.1.0
    python models/tiny.py test/fixtures/seq2seq [NAME ...]

Each has a tokenizer trained on sentences of our own, the configuration files of its family, and its
graphs (tiny_export.py). Seeds and scales are such that the next token is rarely a close call, that few tokens
repeat, and that the end of sequence turns up. The PyTorch weights are written to models/scratch/tiny, for parity.py.
"""

import json
import sys
import tempfile
from pathlib import Path

import onnx
import torch
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import (
    BartConfig,
    BartForConditionalGeneration,
    MBartConfig,
    MBartForConditionalGeneration,
    MT5Config,
    MT5ForConditionalGeneration,
    PegasusConfig,
    PegasusForConditionalGeneration,
    T5Config,
    T5ForConditionalGeneration,
)

from tiny_export import export_all

WEIGHTS = Path(__file__).parent / "scratch" / "tiny"

SENTENCES = [
    "The baker opened at five and sold the last loaf before nine.",
    "A storm took the roof off the old barn, but the horses were unharmed.",
    "She repaired clocks for forty years and never wore a watch.",
    "The council will vote on the new tram line in the second week of June.",
    "Nobody had seen the river so low since the mill was built.",
    "They carried the piano up six flights of stairs and then tuned it.",
    "Rain is expected in the north; the south stays dry and warm.",
    "The captain wrote the weather down every night, even in the harbour.",
    "Three ropes, a lamp and a map of the valley were all they had.",
    "The museum shows the tools of the growers who planted the orchard.",
    "Its engines were rebuilt twice, and the ferry still runs on time.",
    "Children under twelve travel free on Sundays until the end of the year.",
    "The pump failed on the coldest night, so the pipes froze and broke.",
    "An hour later the mail was on board and the lights went out.",
    "面包师每天五点开门，九点以前就卖完了。",
    "暴风雨掀掉了旧谷仓的屋顶，马都没有受伤。",
    "镇上的图书馆下周一开始延长开放时间。",
    "工程队说，老桥的钢梁必须全部更换。",
    "许多年轻人下班以后去河边散步。",
    "公交车改走东环路，预计需要六个星期。",
    "馆长把钥匙放在桌上，然后关上了门。",
    "北方有雨，南方晴朗温暖。",
]

SMALL = {"d_model": 32, "max_position_embeddings": 96, "dropout": 0.0}
LAYERS = {
    "encoder_layers": 2,
    "decoder_layers": 2,
    "encoder_attention_heads": 2,
    "decoder_attention_heads": 2,
    "encoder_ffn_dim": 48,
    "decoder_ffn_dim": 48,
}
T5_SMALL = {"d_model": 32, "d_kv": 12, "d_ff": 48, "num_layers": 2, "num_decoder_layers": 2, "num_heads": 2}


def byte_level(specials: list[str], size: int) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=size, special_tokens=specials, initial_alphabet=sorted(alphabet), show_progress=False
    )
    tokenizer.train_from_iterator(SENTENCES, trainer)
    return tokenizer


def unigram(specials: list[str], size: int) -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC()])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    trainer = trainers.UnigramTrainer(
        vocab_size=size, special_tokens=specials, unk_token="<unk>", show_progress=False
    )
    tokenizer.train_from_iterator(SENTENCES, trainer)
    return tokenizer


def surround(tokenizer: Tokenizer, template: str) -> Tokenizer:
    specials = [(word, tokenizer.token_to_id(word)) for word in template.split() if word != "$A"]
    tokenizer.post_processor = processors.TemplateProcessing(single=template, special_tokens=specials)
    return tokenizer


def prefer_end(model: torch.nn.Module, eos: int, factor: float) -> None:
    """Makes the end of sequence now likelier, now less likely than others: a longer row of the output matrix."""
    with torch.no_grad():
        model.lm_head.weight[eos] *= factor
        if hasattr(model, "model_dim"):
            model.lm_head.weight *= 0.3  # else T5 is so sure of itself that rounding shows in the scores


def make(name: str):
    """A seeded model and its tokenizer."""
    seed, std, end = DRAWS[name]
    torch.manual_seed(seed)
    # Tied to the embedding, a random model would say every token again and again.
    scale = {"init_std": std, "tie_word_embeddings": False}
    if name == "bart":
        tokenizer = surround(byte_level(["<s>", "<pad>", "</s>", "<unk>", "<mask>"], 320), "<s> $A </s>")
        config = BartConfig(
            vocab_size=tokenizer.get_vocab_size(), **SMALL, **LAYERS, **scale, attn_implementation="eager"
        )
        model = BartForConditionalGeneration(config)
        prefer_end(model, 2, end)
        settings = {
            "num_beams": 4,
            "length_penalty": 2.0,
            "early_stopping": True,
            "no_repeat_ngram_size": 3,
            "min_length": 4,
            "max_length": 24,
            "forced_eos_token_id": 2,
            "decoder_start_token_id": 2,
        }
    elif name == "mbart":
        specials = ["<s>", "<pad>", "</s>", "<unk>", "en_XX", "zh_CN", "<mask>"]
        tokenizer = surround(unigram(specials, 330), "$A </s> en_XX")
        config = MBartConfig(
            vocab_size=tokenizer.get_vocab_size(), **SMALL, **LAYERS, **scale, attn_implementation="eager"
        )
        model = MBartForConditionalGeneration(config)
        prefer_end(model, 2, end)
        start = tokenizer.token_to_id("en_XX")
        settings = {"num_beams": 5, "max_length": 22, "decoder_start_token_id": start, "forced_eos_token_id": 2}
    elif name == "t5":
        tokenizer = surround(unigram(["<pad>", "</s>", "<unk>"], 300), "$A </s>")
        summarization = {
            "early_stopping": True,
            "length_penalty": 2.0,
            "max_length": 26,
            "min_length": 5,
            "no_repeat_ngram_size": 3,
            "num_beams": 4,
            "prefix": "summarize: ",
        }
        config = T5Config(
            vocab_size=tokenizer.get_vocab_size(),
            **T5_SMALL,
            initializer_factor=std,
            tie_word_embeddings=False,
            n_positions=64,
            feed_forward_proj="gated-gelu",
            task_specific_params={"summarization": summarization},
            attn_implementation="eager",
        )
        model = T5ForConditionalGeneration(config)
        prefer_end(model, 1, end)
        settings = {"decoder_start_token_id": 0}
    elif name == "mt5":
        tokenizer = surround(unigram(["<pad>", "</s>", "<unk>"], 340), "$A </s>")
        config = MT5Config(
            vocab_size=tokenizer.get_vocab_size(),
            **T5_SMALL,
            initializer_factor=std,
            tie_word_embeddings=False,
            feed_forward_proj="gated-gelu",
            attn_implementation="eager",
        )
        model = MT5ForConditionalGeneration(config)
        prefer_end(model, 1, end)
        settings = {"num_beams": 3, "max_length": 20, "length_penalty": 0.6, "decoder_start_token_id": 0}
    else:
        tokenizer = surround(unigram(["<pad>", "</s>", "<mask_1>", "<mask_2>", "<unk>"], 310), "$A </s>")
        config = PegasusConfig(
            vocab_size=tokenizer.get_vocab_size(), **SMALL, **LAYERS, **scale, attn_implementation="eager"
        )
        model = PegasusForConditionalGeneration(config)
        prefer_end(model, 1, end)
        settings = {
            "num_beams": 8,
            "length_penalty": 0.8,
            "max_length": 28,
            "forced_eos_token_id": 1,
            "decoder_start_token_id": 0,
        }
    for key in ("bos_token_id", "eos_token_id", "pad_token_id"):
        settings[key] = getattr(config, key, None)
    return model.eval(), tokenizer, {key: value for key, value in settings.items() if value is not None}


LAYOUTS = {"bart": "merged", "mbart": "split", "t5": "merged", "mt5": "split", "pegasus": "merged"}
# Seed, scale of the weights and factor of the end of sequence, chosen so that summaries are varied.
DRAWS = {
    "bart": (92, 0.2, 1.8),
    "mbart": (14, 0.45, 1.3),
    "t5": (18, 1.5, 1.7),
    "mt5": (14, 1.8, 1.7),
    "pegasus": (5, 0.45, 1.6),
}


def main() -> None:
    target = Path(sys.argv[1])
    for name in sys.argv[2:] or LAYOUTS:
        layout = LAYOUTS[name]
        model, tokenizer, settings = make(name)
        folder = target / name
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*"):
            old.unlink()
        model.save_pretrained(WEIGHTS / name)
        with tempfile.TemporaryDirectory() as scratch:
            model.save_pretrained(scratch)
            (folder / "config.json").write_bytes((Path(scratch) / "config.json").read_bytes())
        # Only what a published model would say; the rest are defaults of the library.
        (folder / "generation_config.json").write_text(json.dumps(settings, indent=2) + "\n")
        tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
        limit = {"model_max_length": 64} if name in ("t5", "mt5") else {}
        config = {"clean_up_tokenization_spaces": False, **limit}
        (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=2) + "\n")
        export_all(model, folder, layout)
        for file in folder.glob("*.onnx"):
            onnx.checker.check_model(str(file))
        size = sum(file.stat().st_size for file in folder.iterdir())
        print(f"{name}: {layout}, {tokenizer.get_vocab_size()} tokens, {size:,} bytes")


if __name__ == "__main__":
    main()
