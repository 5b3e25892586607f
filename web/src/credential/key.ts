// Public keys: points on P-256 as COSE writes them (RFC 9053, 7.1.1), and what ES256 does with them.
//
// Whether a point lies on the curve is computed here rather than left to the import of a key: that a claim is
// malformed must be known before anything is verified, and in every browser alike.
import { concat, sha256, toHex, type Bytes } from './bytes'
import { require, writeBytes, writeInt, writeMap, type Reader } from './cbor'

/** Bytes of a signature: r, then s. */
export const SIGNATURE_BYTES = 64

const ES256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const P = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn

const toNumber = (bytes: Uint8Array): bigint => BigInt(`0x${toHex(bytes)}`)

function onCurve(x: bigint, y: bigint): boolean {
  return x < P && y < P && (y * y - (x * x * x - 3n * x + B)) % P === 0n
}

/** Reads the three parameters of the curve, `{-1: 1, -2: x, -3: y}`: the point in its 65 raw bytes (4, x, y). */
export function readPoint(reader: Reader): Bytes {
  reader.exactly(-1)
  reader.exactly(1)
  reader.exactly(-2)
  const x = reader.bytesOf(32)
  reader.exactly(-3)
  const y = reader.bytesOf(32)
  require(onCurve(toNumber(x), toNumber(y)))
  return concat(Uint8Array.of(4), x, y)
}

/** Reads a `COSE_Key` with its required parameters alone. */
export function readCoseKey(reader: Reader): Bytes {
  reader.mapOf(4)
  reader.exactly(1)
  reader.exactly(2)
  return readPoint(reader)
}

/** The id of a key: the first 8 bytes of its thumbprint (RFC 9679), in hexadecimal. */
export async function keyId(raw: Bytes): Promise<string> {
  const coseKey = writeMap(
    [1, writeInt(2)],
    [-1, writeInt(1)],
    [-2, writeBytes(raw.subarray(1, 33))],
    [-3, writeBytes(raw.subarray(33))],
  )
  return toHex((await sha256(coseKey)).subarray(0, 8))
}

/** Whether `signature` is that of the key with these 65 bytes over `message`. */
export async function verifies(raw: Bytes, message: Bytes, signature: Bytes): Promise<boolean> {
  const key = await crypto.subtle.importKey('raw', raw, ES256, false, ['verify'])
  return crypto.subtle.verify(ES256, key, signature, message)
}

/** Signs a message: r and s of 32 bytes each. */
export async function sign(key: CryptoKey, message: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign(ES256, key, message))
}
