// `COSE_Sign1` (RFC 9052, section 4.2) with ES256, in the one form that a code has: untagged, the protected header
// one of two, nothing unprotected, the payload inside, r and s of 32 bytes.
//
// The issuer part has `{1: -7, 4: key id}`, the holder part `{1: -7, 13: credential}` (`kcwt`, RFC 9528). What is no
// code (status lists, their differences, trust lists, codes of venues) is tagged and has `{1: -7, 4: key id, 16: media type}` (RFC 9596), so that
// no list is ever taken for a code or for another kind of list.
import { concat, same, standsAt, toHex, type Bytes } from './bytes'
import { Reader, require, writeArray, writeBytes, writeInt, writeMap, writeText } from './cbor'
import { SIGNATURE_BYTES } from './key'

/** `{1: -7, 4: h'…'}` up to the 8 bytes of the key id. */
const ISSUER = Uint8Array.of(0xa2, 0x01, 0x26, 0x04, 0x48)
/** `{1: -7, 13: […]}` up to the credential, which fills the rest. */
const HOLDER = Uint8Array.of(0xa2, 0x01, 0x26, 0x0d)
/** `{1: -7, 4: h'…', 16: "…"}` up to the 8 bytes of the key id. */
const TYPED = Uint8Array.of(0xa3, 0x01, 0x26, 0x04, 0x48)
/** Tag 18, `COSE_Sign1`. */
const TAG = 0xd2
const KEY_ID_BYTES = 8

/** Whose signature a message claims to carry. */
export type Header = { kid: string } | { credential: Bytes } | { typed: Typed }

/** The key of what is no code, and what it is. */
export interface Typed {
  readonly kid: string
  readonly media: Media
}

export const MEDIA = [
  'application/statuslist+cwt',
  'application/vnd.healthcode.status-difference+cwt',
  'application/vnd.healthcode.trust-list+cwt',
  'application/vnd.healthcode.venue+cwt',
] as const
export type Media = (typeof MEDIA)[number]

/** A message that was read, signed by somebody or not. */
export interface Sign1 {
  readonly header: Header
  readonly payload: Bytes
  /** What is signed. */
  readonly signed: Bytes
  readonly signature: Bytes
}

/** Reads a message; one that we would write otherwise is none. */
export function readSign1(bytes: Bytes): Sign1 {
  const reader = new Reader(bytes)
  reader.arrayOf(4)
  const protectedHeader = reader.bytes()
  const header = readHeader(protectedHeader)
  reader.mapOf(0)
  const payload = reader.bytes()
  const signature = reader.bytesOf(SIGNATURE_BYTES)
  reader.end()
  return { header, payload, signature, signed: toBeSigned(protectedHeader, payload) }
}

function readHeader(bytes: Bytes): Header {
  if (standsAt(bytes, 0, HOLDER)) return { credential: bytes.subarray(HOLDER.length) }
  if (standsAt(bytes, 0, TYPED)) return { typed: readTyped(bytes) }
  require(standsAt(bytes, 0, ISSUER) && bytes.length === ISSUER.length + KEY_ID_BYTES)
  return { kid: toHex(bytes.subarray(ISSUER.length)) }
}

function readTyped(bytes: Bytes): Typed {
  const rest = TYPED.length + KEY_ID_BYTES
  const media = MEDIA.find((word) => same(bytes.subarray(rest), concat(writeInt(16), writeText(word))))
  require(media !== undefined)
  return { kid: toHex(bytes.subarray(TYPED.length, rest)), media }
}

/** Reads a tagged message of this kind: the id of its key, and the message. */
export function readTagged(bytes: Bytes, media: Media): Sign1 & { kid: string } {
  require(bytes[0] === TAG)
  const message = readSign1(bytes.subarray(1))
  require('typed' in message.header && message.header.typed.media === media)
  return { ...message, kid: message.header.typed.kid }
}

/** Signs a payload as a holder does and writes the message. */
export async function signAsHolder(
  credential: Bytes,
  payload: Bytes,
  sign: (message: Bytes) => Promise<Bytes>,
): Promise<Bytes> {
  const protectedHeader = concat(HOLDER, credential)
  const signature = await sign(toBeSigned(protectedHeader, payload))
  return writeArray(
    writeBytes(protectedHeader),
    writeMap(),
    writeBytes(payload),
    writeBytes(signature),
  )
}

/** The `Sig_structure` (RFC 9052, section 4.4). */
function toBeSigned(protectedHeader: Bytes, payload: Bytes): Bytes {
  return writeArray(
    writeText('Signature1'),
    writeBytes(protectedHeader),
    writeBytes(new Uint8Array()),
    writeBytes(payload),
  )
}
