"""Writes decompositions.txt: for every text that accented characters lose their marks to, these characters, as Unicode's NFD has them.

Hangul is left out: its syllables are decomposed by arithmetic. Run with any Python 3; the version of Unicode stands in the first line.
"""
import sys
import unicodedata

bases = {}
for code in range(sys.maxunicode + 1):
    letter = chr(code)
    if 0xAC00 <= code <= 0xD7A3 or 0xD800 <= code <= 0xDFFF or unicodedata.category(letter) == "Mn":
        continue
    base = "".join(part for part in unicodedata.normalize("NFD", letter) if unicodedata.category(part) != "Mn")
    if base != letter:
        bases.setdefault(base, []).append(letter)

with open("decompositions.txt", "w", encoding="utf-8", newline="\n") as file:
    file.write(f"# Unicode {unicodedata.unidata_version}: text, tab, the characters that are it once their marks are gone\n")
    for base, letters in sorted(bases.items()):
        file.write(f"{base}\t{''.join(letters)}\n")
