"""Writes tfidf.json: what scikit-learn's TfidfVectorizer makes of a few texts, with its defaults and with max_features.

scikit-learn 1.2.1 (Debian: python3-sklearn).
"""
import json

from sklearn.feature_extraction.text import TfidfVectorizer

TEXTS = [
    "The cat sat on the mat; the cat slept.",
    "A dog and a cat met: it was 3 o'clock.",
    "Ünïcode wörter, x2 and snake_case \u2460\u00b2 count too.",
    "THE DOG barked at the DOG.",
    "a b c ! ?",
]


def fitted(**settings):
    vectorizer = TfidfVectorizer(**settings)
    rows = vectorizer.fit_transform(TEXTS).toarray()
    return {"words": vectorizer.get_feature_names_out().tolist(), "weights": vectorizer.idf_.tolist(), "rows": rows.tolist()}


with open("tfidf.json", "w", encoding="utf-8", newline="\n") as file:
    json.dump({"texts": TEXTS, "all": fitted(), "three": fitted(max_features=3)}, file, ensure_ascii=False, indent=1)
    file.write("\n")
