"""Audits an exported log with other people's libraries alone: cbor2 and cryptography. Nothing of ours is in it.

`audit.py EXPORT [HEADS ...]` reads what `healthcode audit export` wrote and the heads that gates have saved, and answers
{"holds", "hours", "lines", "faults": [[word, hour], ...]} as JSON; the exit code is 0 where the log holds and 1 where it
does not. The format stands in docs/LOG.md.
"""

import hashlib
import io
import json
import sys

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

NAME = "healthcode log 1"
MEDIA = "application/vnd.healthcode.log-head+cose"
LEAST_LIFE_HOURS = 365 * 24
HOUR, SERVER, NUMBER = 1, 2, 3
HEAD_HOUR, SEALED, LINES, TOTAL, LAST, ROOT, PREVIOUS, KEPT_FROM = range(1, 9)


def sha256(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def root(leaves: list) -> bytes:
    """The tree head of RFC 9162, section 2.1.1."""
    if not leaves:
        return sha256()
    if len(leaves) == 1:
        return sha256(b"\x00", leaves[0])
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    return sha256(b"\x01", root(leaves[:split]), root(leaves[split:]))


def items(file: bytes):
    """The items of a CBOR sequence. The encoding is deterministic, so that an item written again is what was read."""
    stream = io.BytesIO(file)
    decoder = cbor2.CBORDecoder(stream)
    written = 0
    while written < len(file):
        item = decoder.decode()
        again = cbor2.dumps(item, canonical=True)
        if file[written : written + len(again)] != again:
            raise ValueError("not in the deterministic encoding")
        written += len(again)
        yield item


def signed(message, keys: dict) -> str | None:
    """The fault of a signature, if there is one."""
    protected, _, payload, signature = message.value
    header = cbor2.loads(protected)
    key = keys.get(header.get(4))
    if key is None or header.get(1) != -7 or header.get(16) != MEDIA:
        return "key"
    r, s = (int.from_bytes(half, "big") for half in (signature[:32], signature[32:]))
    told = cbor2.dumps(["Signature1", protected, b"", payload])
    try:
        key.verify(encode_dss_signature(r, s), told, ECDSA(SHA256()))
    except InvalidSignature:
        return "signature"
    return None


def hour_fault(head: dict, lines: list) -> str | None:
    """What is wrong with the lines of an hour, if something is."""
    last = {}
    for line in lines:
        server, number = line.get(SERVER), line.get(NUMBER)
        if line.get(HOUR) != head[HEAD_HOUR] or number != last.get(server, 0) + 1:
            return "gap"
        if server not in last and last and server < max(last):
            return "gap"
        last[server] = number
    if len(lines) != head[LINES]:
        return "count"
    leaves = [cbor2.dumps(line, canonical=True) for line in lines]
    if root(leaves) != head[ROOT] or [list(pair) for pair in sorted(last.items())] != head[LAST]:
        return "root"
    return None


def follows(before: dict | None, digest: bytes, head: dict) -> bool:
    if 0 < head[KEPT_FROM] and head[HEAD_HOUR] - head[KEPT_FROM] < LEAST_LIFE_HOURS:
        return False
    if before is None:
        return head[PREVIOUS] == bytes(32) and head[TOTAL] == head[LINES]
    return (
        head[PREVIOUS] == digest
        and head[HEAD_HOUR] > before[HEAD_HOUR]
        and head[TOTAL] == before[TOTAL] + head[LINES]
        and head[KEPT_FROM] >= before[KEPT_FROM]
    )


def hours(all_items: list):
    """Each head with its lines."""
    head, lines = None, []
    for item in all_items:
        if isinstance(item, cbor2.CBORTag):
            if head is not None:
                yield head, lines
            head, lines = item, []
        else:
            lines.append(item)
    if head is not None:
        yield head, lines


def audit(file: bytes, seen: list) -> dict:
    try:
        name, keys, *rest = list(items(file))
        assert name == NAME
        curve = SECP256R1()
        keys = {kid: EllipticCurvePublicKey.from_encoded_point(curve, point) for kid, point in keys}
        found = list(hours(rest))
        heads = [cbor2.loads(message.value[2]) for message, _ in found]
    except Exception:
        return {"holds": False, "hours": 0, "lines": 0, "faults": [["file", None]]}
    kept_from = heads[-1][KEPT_FROM] if heads else 0
    faults, before, digest, marks = [], None, bytes(32), {}
    for head, (message, lines) in zip(heads, found):
        hour = head[HEAD_HOUR]
        fault = signed(message, keys)
        if fault:
            faults.append([fault, hour])
        if not follows(before, digest, head):
            faults.append(["chain", hour])
        fault = hour_fault(head, lines)
        if fault and not (hour < kept_from and not lines):
            faults.append([fault, hour])
        before, digest = head, sha256(message.value[2])
        marks[hour] = (head[TOTAL], digest.hex())
    for mark in seen:
        hour = mark["hour"]
        if hour not in marks:
            faults.append(["no_head", hour])
        elif marks[hour] != (mark["total"], mark["digest"]):
            faults.append(["other_head", hour])
    count = sum(len(lines) for _, lines in found)
    return {"holds": not faults, "hours": len(heads), "lines": count, "faults": faults}


def main() -> int:
    with open(sys.argv[1], "rb") as file:
        export = file.read()
    seen = []
    for path in sys.argv[2:]:
        with open(path, encoding="utf-8") as file:
            seen += json.load(file)["heads"]
    said = audit(export, seen)
    print(json.dumps(said))
    return 0 if said["holds"] else 1


if __name__ == "__main__":
    sys.exit(main())
