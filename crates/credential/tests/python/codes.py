"""Reads and writes health codes with other people's libraries alone: pycose and python-cwt, cbor2 and base45.

`codes.py read` takes {"text", "key_set"} and answers what each library believes and reads, or that it refuses.
`codes.py write` takes {"issuer", "phone", "kid", "says"} (keys as PKCS#8) and answers a code signed by each library.
Input and output are JSON; bytes are hexadecimal. Labels of a claims set are numbers, so they stand as decimal words.
"""

import json
import sys

import base45
import cbor2
from cryptography.hazmat.primitives.serialization import load_der_private_key
from cwt import COSE, COSEKey, CWT
from pycose.headers import CoseHeaderAttribute
from pycose.keys import CoseKey, EC2Key
from pycose.messages import Sign1Message

PREFIX = "HCP1:"
ALG, KID, KCWT, ES256 = 1, 4, 13, -7
CNF = 8


# COSE_Sign1 stands untagged in a code; both libraries want its tag.
def tagged(message: list) -> bytes:
    return cbor2.dumps(cbor2.CBORTag(18, message))


@CoseHeaderAttribute.register_attribute()
class Kcwt(CoseHeaderAttribute):
    """The token whose `cnf` holds the key (RFC 9528): pycose does not know it yet."""

    identifier = KCWT
    fullname = "kcwt"


class Pycose:
    """pycose 1.1."""

    @staticmethod
    def payload(message: list, key: dict) -> bytes:
        sign1 = Sign1Message.decode(tagged(message))
        sign1.key = CoseKey.from_dict(key)
        if not sign1.verify_signature():
            raise ValueError("the signature does not hold")
        return sign1.payload

    @staticmethod
    def claims(message: list, key: dict) -> dict:
        return cbor2.loads(Pycose.payload(message, key))

    @staticmethod
    def sign(protected: dict, payload: bytes, x: bytes, y: bytes, d: bytes) -> list:
        sign1 = Sign1Message(phdr=protected, uhdr={}, payload=payload)
        sign1.key = EC2Key(crv="P_256", x=x, y=y, d=d)
        return cbor2.loads(sign1.encode(tag=False))


class PythonCwt:
    """python-cwt 3.3."""

    @staticmethod
    def key(key: dict):
        return COSEKey.new({ALG: 2, 3: ES256, **key})

    @staticmethod
    def payload(message: list, key: dict) -> bytes:
        return COSE.new().decode(tagged(message), PythonCwt.key(key))

    @staticmethod
    def claims(message: list, key: dict) -> dict:
        """As a CWT: the times are judged too, by the clock of this machine."""
        return CWT.new().decode(tagged(message), PythonCwt.key(key))

    @staticmethod
    def sign(protected: dict, payload: bytes, x: bytes, y: bytes, d: bytes) -> list:
        key = PythonCwt.key({-1: 1, -2: x, -3: y, -4: d})
        signed = COSE.new().encode_and_sign(payload, key, protected, {}, out="cbor2/CBORTag")
        return signed.value


LIBRARIES = {"pycose": Pycose, "python-cwt": PythonCwt}


def readable(value):
    """CBOR as JSON: bytes in hexadecimal, labels as words."""
    if isinstance(value, dict):
        return {str(label): readable(inner) for label, inner in value.items()}
    return value.hex() if isinstance(value, bytes) else value


def issuer_key(key_set: bytes, kid: bytes) -> dict:
    return next(key for key in cbor2.loads(key_set) if key[2] == kid)


def read_with(library, text: str, key_set: bytes) -> dict:
    presentation = cbor2.loads(base45.b45decode(text.removeprefix(PREFIX)))
    credential = cbor2.loads(presentation[0])[KCWT]
    kid = cbor2.loads(credential[0])[KID]
    try:
        claims = library.claims(credential, issuer_key(key_set, kid))
        moment = cbor2.loads(library.payload(presentation, claims[CNF][1]))
    except Exception as refused:
        return {"refused": f"{type(refused).__name__}: {refused}"}
    return {"kid": kid.hex(), "claims": readable(claims), "presentation": readable(moment)}


def read(asked: dict) -> dict:
    key_set = bytes.fromhex(asked["key_set"])
    return {name: read_with(library, asked["text"], key_set) for name, library in LIBRARIES.items()}


def key_parts(pkcs8: str) -> tuple[bytes, bytes, bytes]:
    private = load_der_private_key(bytes.fromhex(pkcs8), password=None).private_numbers()
    public = private.public_numbers
    return tuple(number.to_bytes(32, "big") for number in (public.x, public.y, private.private_value))


def claims_set(says: dict, x: bytes, y: bytes) -> bytes:
    """A green code, in the order of its labels (RFC 8949, 4.2.1)."""
    return cbor2.dumps(
        {
            1: says["issuer"],
            4: says["expires_s"],
            6: says["issued_s"],
            CNF: {1: {1: 2, -1: 1, -2: x, -3: y}},
            65535: {"status_list": {"idx": says["index"], "uri": says["list"]}},
            -65537: {1: says["day"], 2: 0, 3: says["name"], 4: 0},
        }
    )


def write_with(library, asked: dict) -> str:
    issuer, phone = key_parts(asked["issuer"]), key_parts(asked["phone"])
    says = asked["says"]
    claims = claims_set(says, phone[0], phone[1])
    credential = library.sign({ALG: ES256, KID: bytes.fromhex(asked["kid"])}, claims, *issuer)
    moment = cbor2.dumps({6: says["made_s"], 10: bytes.fromhex(says["nonce"])})
    presentation = library.sign({ALG: ES256, KCWT: credential}, moment, *phone)
    return PREFIX + base45.b45encode(cbor2.dumps(presentation)).decode()


def write(asked: dict) -> dict:
    return {name: write_with(library, asked) for name, library in LIBRARIES.items()}


if __name__ == "__main__":
    verbs = {"read": read, "write": write}
    json.dump(verbs[sys.argv[1]](json.load(sys.stdin)), sys.stdout)
