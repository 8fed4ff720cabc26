"""The verbs of the record: each room registers its own, with the Chinese sentence a reader sees."""

from __future__ import annotations


_SENTENCES: dict[str, str] = {}


def register_verbs(sentences: dict[str, str]) -> None:
    """Add verbs with their Chinese words. Raises ValueError when a verb is taken."""
    taken = sentences.keys() & _SENTENCES.keys()
    if any(_SENTENCES[verb] != sentences[verb] for verb in taken):
        raise ValueError(f"留痕事项重名：{sorted(taken)}")
    _SENTENCES.update(sentences)


def sentence(verb: str) -> str:
    """What the verb means in Chinese; the verb itself when nobody registered it."""
    return _SENTENCES.get(verb, verb)


def all_verbs() -> dict[str, str]:
    """Every registered verb with its words."""
    return dict(sorted(_SENTENCES.items(), key=lambda pair: pair[1]))
