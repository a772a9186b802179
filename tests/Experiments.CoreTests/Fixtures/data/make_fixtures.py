"""Writes the files the data tests read, with NumPy and Pillow: run `python3 make_fixtures.py` in this folder."""
import gzip
import io
import struct
import zipfile

import numpy as np
from PIL import Image

cells = np.arange(12, dtype=np.float64).reshape(3, 4) * 0.5 - 1  # value(i, j) = (4 i + j) / 2 - 1
whole = np.arange(12).reshape(3, 4)

np.save("f4.npy", cells.astype("<f4"))
np.save("f8_fortran.npy", np.asfortranarray(cells))
np.save("f4_big.npy", cells.astype(">f4"))
np.save("f8_big_fortran.npy", np.asfortranarray(cells.astype(">f8")))
np.save("f2.npy", cells.astype("<f2"))
for kind in ("i1", "<i2", ">i2", "<i4", ">i4", "<i8", ">i8", "u1", "<u2", "<u4", "<u8"):
    np.save(kind.replace("<", "").replace(">", "big_") + ".npy", whole.astype(kind))
np.save("b1.npy", whole % 2 == 1)
np.save("u1_cube_fortran.npy", np.asfortranarray(np.arange(24, dtype=np.uint8).reshape(2, 3, 4)))
np.save("vector.npy", np.arange(5, dtype=np.int64) * 10)
np.save("scalar.npy", np.float32(2.5))
np.save("empty.npy", np.zeros((0, 3), np.float32))
for version in ((2, 0), (3, 0)):
    with open(f"version{version[0]}.npy", "wb") as file:
        np.lib.format.write_array(file, cells.astype("<f4"), version=version)
np.save("objects.npy", np.array([{"a": 1}], dtype=object), allow_pickle=True)
np.save("record.npy", np.zeros(2, dtype=[("x", "<f4"), ("y", "<i4")]))
np.save("text.npy", np.array(["cat", "dog"]))
np.save("huge.npy", np.array([[1e300]]))

np.savetxt("savetxt.csv", cells, delimiter=",", header="a,b,c,d")
np.savetxt("savetxt.txt", cells)
np.savetxt("labels.txt", np.array([3, 1, 1]))


def idx(array):
    return struct.pack(">HBB", 0, 8, array.ndim) + struct.pack(">" + "I" * array.ndim, *array.shape) + array.astype(np.uint8).tobytes()


def packed(content):
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as file:
        file.write(content)
    return out.getvalue()


# An MNIST in miniature: pixel (n, y, x) = (37 n + 5 y + x) mod 256 (train), one more (test); label n mod 10.
for name, count, extra in (("train", 30, 0), ("t10k", 20, 1)):
    n, y, x = np.meshgrid(np.arange(count), np.arange(6), np.arange(5), indexing="ij")
    open(f"{name}-images-idx3-ubyte.gz", "wb").write(packed(idx((37 * n + 5 * y + x + extra) % 256)))
    open(f"{name}-labels-idx1-ubyte.gz", "wb").write(packed(idx(np.arange(count) % 10)))

# Pictures whose decoded bytes Pillow knows.
rng = np.random.default_rng(0)
y, x = np.meshgrid(np.arange(24), np.arange(32), indexing="ij")
photo = np.stack([8 * x, 10 * y, 4 * x + 5 * y], axis=-1).clip(0, 255).astype(np.uint8)
photo[8:16, 10:20] = rng.integers(0, 256, (8, 10, 3))
grey = photo[:, :, 1]
alpha = np.dstack([photo, (np.arange(32) * 8).astype(np.uint8)[None, :].repeat(24, 0)])


def encoded(array, form, **options):
    out = io.BytesIO()
    Image.fromarray(array).save(out, form, **options)
    return out.getvalue()


def decoded(content, mode="RGB"):
    return np.asarray(Image.open(io.BytesIO(content)).convert(mode))


files = {
    "photo.png": encoded(photo, "PNG"),
    "photo.jpg": encoded(photo, "JPEG", quality=90),
    "photo.bmp": encoded(photo, "BMP"),
    "photo.webp": encoded(photo, "WEBP", lossless=True),
    "grey.png": encoded(grey, "PNG"),
    "grey.jpg": encoded(grey, "JPEG", quality=90),
    "alpha.png": encoded(alpha, "PNG"),
}
for orientation in range(2, 9):
    exif = Image.Exif()
    exif[0x0112] = orientation
    files[f"turned{orientation}.jpg"] = encoded(photo, "JPEG", quality=90, exif=exif)
with zipfile.ZipFile("pictures.zip", "w", zipfile.ZIP_DEFLATED) as out:
    for name, content in files.items():
        out.writestr(zipfile.ZipInfo(name), content)

np.save("photo.npy", photo)
np.save("photo_jpg.npy", decoded(files["photo.jpg"]))
np.save("grey_jpg.npy", decoded(files["grey.jpg"], "L"))
square = Image.fromarray(photo[:, 4:28])
np.save("photo_12.npy", np.asarray(square.resize((12, 12), Image.BILINEAR)))
np.save("photo_40.npy", np.asarray(square.resize((40, 40), Image.BILINEAR)))
white = Image.new("RGB", (32, 24), (255, 255, 255))
white.paste(Image.fromarray(alpha), mask=Image.fromarray(alpha).getchannel("A"))
np.save("alpha_on_white.npy", np.asarray(white))
for orientation in (3, 6, 8):
    from PIL import ImageOps
    np.save(f"turned{orientation}.npy", np.asarray(ImageOps.exif_transpose(Image.open(io.BytesIO(files[f"turned{orientation}.jpg"])))))

# split/class/file and class/file, 8 x 8, colour of class c, file i, split s: (40 c + i, 200 s, 7 i).
def tile(c, i, s, side=8):
    return encoded(np.full((side, side, 3), (40 * c + i, 200 * s, 7 * i), np.uint8), "PNG")


names = ("ant", "bee", "cow")
with zipfile.ZipFile("split.zip", "w") as out:
    for s, split in enumerate(("train", "test")):
        for c in range(3):
            for i in range(4 - s):
                out.writestr(zipfile.ZipInfo(f"root/{split}/{names[c]}/{i:02}.png"), tile(c, i, s))
    out.writestr(zipfile.ZipInfo("root/README.txt"), "not an image")
    out.writestr(zipfile.ZipInfo("__MACOSX/root/train/ant/._00.png"), "not an image either")
with zipfile.ZipFile("classes.zip", "w", zipfile.ZIP_DEFLATED) as out:
    for i in range(10):
        for c in (2, 0, 1):
            out.writestr(zipfile.ZipInfo(f"{names[c]}/{i:02}.png"), tile(c, i, 0))
