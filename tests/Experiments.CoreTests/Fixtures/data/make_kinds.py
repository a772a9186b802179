"""Makes kinds.zip: one small picture in many file formats, by ImageMagick and libtiff's tools (apt-get install imagemagick libtiff-tools).

The picture is 9 rows of 12 pixels. Its 8-bit values are (20 column, 25 row, 7 (column + row)), its 16-bit values (5001 column + 3 row,
7001 row + column, 2003 (column + row)), grey is red alone: the tests compute them again.
"""
import os, struct, subprocess, tempfile, zipfile

HEIGHT, WIDTH = 9, 12
here = os.path.dirname(os.path.abspath(__file__))


def pnm(path, maximum, pixel, channels):
    with open(path, "wb") as file:
        file.write(f"P{6 if channels == 3 else 5}\n{WIDTH} {HEIGHT}\n{maximum}\n".encode())
        for row in range(HEIGHT):
            for column in range(WIDTH):
                values = pixel(column, row)[:channels]
                file.write(struct.pack(f">{channels}{'B' if maximum == 255 else 'H'}", *values))


with tempfile.TemporaryDirectory() as folder:
    def at(name):
        return os.path.join(folder, name)

    def run(*arguments):
        subprocess.run(arguments, check=True, cwd=folder)

    shallow = lambda column, row: (20 * column, 25 * row, 7 * (column + row))
    deep = lambda column, row: (5001 * column + 3 * row, 7001 * row + column, 2003 * (column + row))
    pnm(at("c8.ppm"), 255, shallow, 3)
    pnm(at("g8.pgm"), 255, shallow, 1)
    pnm(at("c16.ppm"), 65535, deep, 3)
    pnm(at("g16.pgm"), 65535, deep, 1)
    for compression in ["none", "lzw", "zip", "rle"]:
        run("convert", "c8.ppm", "-compress", compression, f"c8-{compression}.tif")
        run("convert", "c16.ppm", "-compress", compression, f"c16-{compression}.tif")
    run("convert", "g8.pgm", "-compress", "lzw", "g8.tif")
    run("convert", "g16.pgm", "-compress", "zip", "g16.tif")
    run("convert", "g16.pgm", "-define", "quantum:polarity=min-is-white", "g16-white.tif")
    for depth in ["8", "16"]:
        run("tiffcp", "-t", "-w", "16", "-l", "16", f"c{depth}-none.tif", f"c{depth}-tiled.tif")
        run("convert", f"c{depth}.ppm", "-interlace", "Plane", "-endian", "MSB", "-compress", "none", f"c{depth}-planar.tif")
        run("tiffcp", "-8", f"c{depth}-lzw.tif", f"c{depth}-big.tif")
    run("convert", "c8.ppm", "g8.pgm", "-compress", "none", "c8-pages.tif")
    for depth, source in [("8", "c8.ppm"), ("16", "c16.ppm")]:
        run("convert", source, "-orient", "RightTop", f"c{depth}-turned.tif")
        run("convert", source, "-alpha", "set", "-channel", "A", "-evaluate", "set", "50%", f"c{depth}-alpha.tif")
    run("convert", "g8.pgm", "-threshold", "50%", "-compress", "Group4", "g1-fax.tif")
    run("convert", "c16.ppm", "c16.png")
    run("convert", "c16.ppm", "-interlace", "PNG", "c16-adam7.png")
    run("convert", "g16.pgm", "-define", "png:color-type=0", "-define", "png:bit-depth=16", "g16.png")
    run("convert", "c16.ppm", "-alpha", "set", "-channel", "A", "-evaluate", "set", "50%", "c16-alpha.png")
    run("convert", "c8.ppm", "c8.gif")
    run("convert", "-delay", "10", "c8.ppm", "(", "c8.ppm", "-negate", ")", "c8-moving.gif")
    with zipfile.ZipFile(os.path.join(here, "kinds.zip"), "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(os.listdir(folder)):
            if not name.endswith(("ppm", "pgm")):
                archive.writestr(zipfile.ZipInfo(name), open(at(name), "rb").read(), zipfile.ZIP_DEFLATED)
