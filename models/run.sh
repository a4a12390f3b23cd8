#!/usr/bin/env bash
# Trains one model, from data to card:
#
#     models/run.sh --model nano|nano-multilingual|small|writer|verifier [--quick] [--out FOLDER] DATA WORK
#
# DATA is the folder of training data (models/recipe/data/README.md); WORK is any folder, for the stages' intermediate files.
# The model is written to WORK/models/<model>, or with `--out models` to the shipped models.
# A stage that has run in WORK is not run again, so an interrupted run continues. The CPU seconds of each stage are
# kept in WORK/stages and added up for the manifest. `--quick` runs every stage on a little data, in WORK/quick, in
# minutes: the model is not usable, but every command has run. PYTHON names the interpreter, python3 by default.
set -euo pipefail

usage() {
  sed -n '2,4p' "$0" | cut -c3- >&2
  exit 2
}

model='' quick='' out=''
while [[ ${1-} == --* ]]; do
  case $1 in
    --model) model=${2-} && shift 2 || usage ;;
    --out) out=${2-} && shift 2 || usage ;;
    --quick) quick=yes && shift ;;
    *) usage ;;
  esac
done
[[ $# -eq 2 && $model =~ ^(nano|nano-multilingual|small|writer|verifier)$ ]] || usage
mkdir -p "$2"
data=$(realpath "$1") work=$(realpath "$2")${quick:+/quick}
[[ -n $out ]] && mkdir -p "$out" && out=$(realpath "$out")
cd "$(dirname "$0")/.."
shipped=$PWD/models
out=${out:-$work/models}
fixtures=$work/fixtures
[[ $out == "$shipped" ]] && fixtures=$PWD/test/fixtures
# nano's last stage exports this model, too, so its stages are kept apart.
[[ $model != nano-multilingual ]] || work=$work/nano-multilingual
mkdir -p "$work/stages"
for reader in nano nano-multilingual; do
  mkdir -p "$out/$reader" "$fixtures/$reader"
  texts=test/fixtures/$reader/texts.json
  [[ $fixtures/$reader/texts.json -ef $texts ]] || cp "$texts" "$fixtures/$reader/"
done

seconds=0 # of CPU, of all stages so far

# Prints its arguments in a quick run only.
if_quick() { [[ -z $quick ]] || echo "$@"; }
if_full() { [[ -n $quick ]] || echo "$@"; }

# run MODULE ARGUMENT...: runs a module of the recipe.
run() {
  echo "== $*"
  "${PYTHON:-python3}" -m "models.recipe.$1" "${@:2}"
}

# train MODULE ARGUMENT...: runs a stage unless it has run in WORK, and counts its CPU seconds.
train() {
  local file=$work/stages/$1
  if [[ -e $file ]]; then
    echo "== $1 has run before"
  else
    local TIMEFORMAT='%U %S'
    { time run "$@" 2>&4; } 4>&2 2>"$file.time"
    awk '{ printf "%.0f\n", $1 + $2 }' "$file.time" >"$file"
  fi
  seconds=$((seconds + $(<"$file")))
  echo "== $(<"$file") CPU-seconds, $seconds in all"
}

train_nano() {
  train nano.1_learn_vocabulary "$data" "$out/nano" $(if_quick --share 0.01)
  train nano.2_encode_texts "$data" "$work" $(if_quick --texts 300)
  train nano.3_fit_vectors "$out/nano" "$work" $(if_quick --epochs 1 --starts 500)
  train nano.4_train_network "$data" "$work" "$out/nano" $(if_quick --epochs 1 --documents 10)
  train nano.5_export_graph "$work" "$out/nano" --float32 "$work/nano-f32.onnx"
  describe nano
}

train_nano_multilingual() {
  local folder=$out/nano-multilingual
  train nano_multilingual.1_choose_vocabulary "$folder"
  train nano_multilingual.2_encode_pieces "$work" "$folder" $(if_quick --pieces 500)
  train nano_multilingual.3_read_examples "$data" "$work" "$folder" $(if_quick --documents 10)
  train nano_multilingual.4_train_network "$work" "$folder" $(if_quick --epochs 1)
  train nano.5_export_graph "$work" "$folder" --checkpoint nano-multilingual.pt --lead 0.3
  describe nano-multilingual
}

train_small() {
  train small.1_distill_encoder "$out/nano" "$work" $(if_quick --epochs 0.2)
  train small.2_train_network "$data" "$work" "$out/nano" $(if_quick --steps 2 --sentences 40)
  train small.3_label_compressions "$data" "$work" "$out/nano" $(if_quick --epochs 1 --sentences 40)
  train small.4_train_trimmer "$data" "$work" "$out/nano" $(if_quick --epochs 1 --sentences 40)
  train small.5_export_graph "$work" "$out/small" "$out/nano" --float32 "$work/small-f32.onnx"
  describe small
}

train_writer() {
  train small.1_distill_encoder "$out/nano" "$work" $(if_quick --epochs 0.2)
  train writer.1_learn_vocabulary "$data" "$out/writer" $(if_quick --share 0.01)
  train writer.2_make_pairs "$data" "$work" "$out/nano" "$out/writer" $(if_quick --documents 20 --sentences 40)
  train writer.3_train_network "$work" "$out/nano" "$out/writer" \
    $(if_quick --pretrain-steps 2 --tune-steps 3 --batch-tokens 1500)
  train writer.4_collect_sentences "$data" "$work" $(if_quick --documents 20)
  train writer.5_pair_sentences "$data" "$work" "$out/nano" "$out/writer" $(if_quick --sentences 60 --titles 20)
  train writer.6_tune_on_sentences "$work" $(if_quick --minutes 0.2)
  train writer.7_export_graphs "$work" "$out/writer"
  run write_manifest "$out/writer" --cpu-seconds "$seconds" # which the next stage reads
  train writer.8_rank_headlines "$data" "$out/writer" $(if_quick --documents 5)
  run write_manifest "$out/writer" --cpu-seconds "$seconds"
}

# The verifier judges what the shipped writer and trimmer make; it does not ship itself, so it has no manifest.
train_verifier() {
  local folder=$out/verifier
  train writer.4_collect_sentences "$data" "$work" $(if_quick --documents 20)
  train verifier.1_cut_encoder "$work" "$folder"
  train verifier.2_write_outputs "$work" "$shipped/writer" $(if_quick --count 3 --held-count 2)
  train verifier.3_make_pairs "$work" $(if_quick --sources 200 --held-sources 100)
  train verifier.4_train_network "$work" "$folder" $(if_quick --minutes 0.2)
  train verifier.5_export_graph "$work" "$folder"
  run verifier.score_verifier "$work" "$folder"
}

# describe MODEL: writes its manifest, and records the scores that the TypeScript must reproduce.
describe() {
  local texts=$fixtures/nano/texts.json
  [[ $1 != nano-multilingual ]] || texts=$fixtures/nano-multilingual/texts.json
  run write_manifest "$out/$1" --cpu-seconds "$seconds"
  run fixtures.record_scores "$out/$1" "$texts" "$fixtures/$1/oracle.json"
}

# score MODEL...: scores extractive models, and puts their scores into the manifests.
score() {
  run evaluate.score_extractive "$data" --work "$work" --models "$out" --json "$work/scores.json" \
    $(if_full --out "$out") $(if_quick --limit 3 --sets docs_en docs_zh news compression --systems lead keep-all "$@")
  for name in "$@"; do run write_manifest "$out/$name" --scores "$work/scores.json"; done
}

run data.prepare "$data" $(if_quick --first)
if [[ $model == verifier ]]; then
  train_verifier
  exit
fi
if [[ $model == nano-multilingual ]]; then train_nano_multilingual; else train_nano; fi
case $model in
  nano) score nano ;;
  nano-multilingual)
    run evaluate.score_languages "$data" --models "$out" $(if_quick --files de_dev) --systems nano-multilingual
    ;;
  small)
    train_small
    score nano small
    ;;
  writer)
    train_writer
    run evaluate.score_written "$data" --writer "$out/writer" --json "$work/writer-scores.json" \
      $(if_quick --documents 3)
    run write_manifest "$out/writer" --scores "$work/writer-scores.json"
    ;;
esac
echo "== verify"
node_modules/.bin/node models/bridge/verify.ts "$out" "$fixtures"
run write_card "$out/$model" | tee "$work/$model-card.md"
echo "The model is in $out/$model, the figures of its card in $work/$model-card.md."
