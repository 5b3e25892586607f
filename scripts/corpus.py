"""The inputs of a fuzz target: a folder of files for the fuzzer, one line of hexadecimal each for the repository."""

import sys
from pathlib import Path


def unpack(packed: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, line in enumerate(packed.read_text().split()):
        (folder / f"kept-{number:04}").write_bytes(bytes.fromhex(line))


def pack(folder: Path, packed: Path) -> None:
    inputs = {file.read_bytes() for file in folder.iterdir() if file.is_file()}
    ordered = sorted(inputs - {b""}, key=lambda one: (len(one), one))
    packed.write_text("".join(f"{one.hex()}\n" for one in ordered))


if __name__ == "__main__":
    verbs = {"unpack": unpack, "pack": pack}
    verbs[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
