// A service that signs status lists, for tests: what it writes is written by another library (cborg), packed by zlib.
import { deflateSync } from 'node:zlib'
import { encode, rfc8949EncodeOptions } from 'cborg'
import type { Bytes, KeySet, LogMark } from '../src/credential'
import { keyId } from '../src/credential/key'

const ES256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
export const LIST = 'application/statuslist+cwt'
const TRUST = 'application/vnd.healthcode.trust-list+cwt'
export const DIFFERENCE = 'application/vnd.healthcode.status-difference+cwt'
const DAYS_MS = 10 * 86_400_000

export const cbor = (value: unknown): Bytes => Uint8Array.from(encode(value, rfc8949EncodeOptions))

export type Claim = [label: number, value: unknown]

export class Service {
  readonly kid: string
  readonly raw: Bytes
  readonly #private: CryptoKey

  constructor(kid: string, raw: Bytes, privateKey: CryptoKey) {
    this.kid = kid
    this.raw = raw
    this.#private = privateKey
  }

  /** The set with its key. */
  get keys(): KeySet {
    return this.keysOf('000000', 0)
  }

  keysOf(issuer: string, fromMs: number): KeySet {
    const { kid, raw } = this
    return { demo: false, keys: new Map([[kid, { kid, raw, issuer, state: 'active', fromMs, untilMs: null, demo: false }]]) }
  }

  /** A signed message of this kind. */
  async token(media: string, claims: Claim[]): Promise<Bytes> {
    const kid = Uint8Array.from(Buffer.from(this.kid, 'hex'))
    const header = cbor(new Map<number, unknown>([[1, -7], [4, kid], [16, media]]))
    const payload = cbor(new Map(claims))
    const signed = cbor(['Signature1', header, new Uint8Array(), payload])
    const signature = new Uint8Array(await crypto.subtle.sign(ES256, this.#private, signed))
    return Uint8Array.of(0xd2, ...cbor([header, new Map(), payload, signature]))
  }

  /** The signed list of these entries, good for ten days. */
  list(uri: string, entries: Uint8Array, version: number, issuedMs: number, more: Claim[] = []): Promise<Bytes> {
    return this.token(LIST, [...listClaims(uri, entries, version, issuedMs), ...more])
  }

  /** A signed trust list that recognises nobody. */
  trust(issuedMs: number): Promise<Bytes> {
    return this.token(TRUST, [[4, (issuedMs + DAYS_MS) / 1_000], [6, issuedMs / 1_000], [-65_539, []]])
  }

  /** A signed difference between two versions. */
  difference(
    uri: string,
    between: [number, number],
    changes: [number, number][],
    issuedMs: number,
    more: Claim[] = [],
  ): Promise<Bytes> {
    return this.token(DIFFERENCE, [...head(uri, issuedMs), [-65_538, [...between, packed(changes)]], ...more])
  }
}

export const head = (uri: string, issuedMs: number): Claim[] => [
  [2, uri],
  [4, (issuedMs + DAYS_MS) / 1_000],
  [6, issuedMs / 1_000],
]

export function listClaims(uri: string, entries: Uint8Array, version: number, issuedMs: number): Claim[] {
  const packedEntries = { bits: 2, lst: new Uint8Array(deflateSync(entries)) }
  return [...head(uri, issuedMs), [65_533, packedEntries], [65_534, 300], [-65_538, version]]
}

/** The newest head of the log, as a list carries it. */
export const logClaim = ({ hour, total, digest }: LogMark): Claim => [
  -65_540,
  [hour, total, Uint8Array.from(Buffer.from(digest, 'hex'))],
]

/** Distances and entries in LEB128, as the server packs them. */
export function packed(changes: [number, number][]): Uint8Array {
  const bytes: number[] = []
  let next = 0
  for (const [place, bits] of changes) {
    let number = (place - next) * 4 + bits
    next = place + 1
    for (; number > 0x7f; number = Math.floor(number / 128)) bytes.push((number & 0x7f) | 0x80)
    bytes.push(number)
  }
  return Uint8Array.from(bytes)
}

/** A service with a key of its own. */
export async function serviceOf(): Promise<Service> {
  const pair = (await crypto.subtle.generateKey(ES256, true, ['sign', 'verify'])) as CryptoKeyPair
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  return new Service(await keyId(raw), raw, pair.privateKey)
}
