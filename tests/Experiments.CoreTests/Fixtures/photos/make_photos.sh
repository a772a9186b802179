#!/bin/sh
# Writes photos.zip, a folder of pictures of mixed sizes and formats, with ImageMagick and zip: run in this folder.
set -eu
folder=$(mktemp -d)
mkdir -p "$folder/meadow" "$folder/sea"
for i in 1 2 3 4 5 6; do
  convert -seed "$i" -size "$((36 + 7 * i))x$((50 - 3 * i))" plasma:olive-gold -quality 85 "$folder/meadow/$i.jpg"
  convert -seed "$((10 + i))" -size "$((60 - 4 * i))x$((30 + 5 * i))" plasma:navy-aqua -strip "$folder/sea/$i.png"
done
convert "$folder/meadow/6.jpg" -define webp:lossless=true "$folder/meadow/6.webp"
rm "$folder/meadow/6.jpg"
target=$(pwd)/photos.zip
rm -f "$target"
(cd "$folder" && find . -type f | sort | TZ=UTC zip -X -q "$target" -@)
rm -r "$folder"
