"""How alike short texts are, for hints at near-duplicates."""

import math
from collections import Counter
from collections.abc import Sequence

SIZE = 3


def grams(text: str) -> Counter[str]:
    """The character trigrams of a text, word by word, with the word borders."""
    found: Counter[str] = Counter()
    for word in text.casefold().split():
        padded = f" {word} "
        for start in range(len(padded) - SIZE + 1):
            found[padded[start : start + SIZE]] += 1
    return found


def likeness(text: str, others: Sequence[str]) -> list[float]:
    """
    How alike a text is to each of some others, from 0 to 1.

    The cosine of TF-IDF weighted character trigrams (Salton and Buckley 1988), with
    smoothed inverse document frequencies taken over the texts given.
    """
    counted = [grams(other) for other in others]
    own = grams(text)
    documents = len(others) + 1
    frequency = Counter(gram for counts in (own, *counted) for gram in counts)
    weight = {
        gram: math.log((1 + documents) / (1 + times)) + 1 for gram, times in frequency.items()
    }
    own_length = _length(own, weight)
    return [_cosine(own, own_length, counts, weight) for counts in counted]


def _length(counts: Counter[str], weight: dict[str, float]) -> float:
    return math.sqrt(sum((count * weight[gram]) ** 2 for gram, count in counts.items()))


def _cosine(
    own: Counter[str], own_length: float, counts: Counter[str], weight: dict[str, float]
) -> float:
    length = _length(counts, weight)
    if not own_length or not length:
        return 0.0
    shared = own.keys() & counts.keys()
    product = sum(own[gram] * counts[gram] * weight[gram] ** 2 for gram in shared)
    return min(1.0, product / (own_length * length))  # equals may come out a hair above 1
