// The vectors that Rust and TypeScript share (`crates/credential/vectors`), as the tests of this room read them.
import { readFileSync } from 'node:fs'
import type { Bytes, Claims, KeySet, LogMark } from '../src/credential'
import { readKeySet } from '../src/credential/key-set'

export interface Expected {
  refusal: string | null
  challenge: string
  claims: {
    begins_s: number
    code_key: string | null
    day: string
    demo: boolean
    document: string | null
    expires_s: number
    issued_s: number
    issuer: string
    kind: string
    name: string
    pop_up: boolean
    state: string
    status: { idx: number; uri: string }
  }
  code: string
  kid: string
  made_s: number | null
  presentation: string | null
}

export interface PresentationVector {
  name: string
  text: string
  key_set: string
  now_ms: number
  max_age_ms: number
  ahead_ms: number
  nonce: string | null
  expect: Expected
}

export interface CredentialVector {
  name: string
  credential: string
  key_set: string
  now_ms: number
  expect: Expected
}

export interface ListVector {
  name: string
  kind: 'status_list' | 'status_difference' | 'trust_list' | 'list_request'
  bytes: string
  now_ms: number
  expect: { fault: string | null }
}

export interface RecognisedVector {
  name: string
  text: string
  now_ms: number
  expect: { refusal: string | null; says?: string; counts?: string; by?: string | null }
}

interface KeySetVector {
  cbor: string
  keys: { demo: boolean; from_s: number; issuer: string; kid: string; raw: string; state: string; until_s: number | null }[]
}

interface LogVectors {
  key_set: string
  now_ms: number
  list: string
  status_list: { bytes: string; log: LogMark }
  status_difference: { bytes: string; log: LogMark }
}

interface KeyVector {
  x: string
  y: string
  pkcs8: string
}

function read<T>(name: string): T {
  const file = new URL(`../../crates/credential/vectors/${name}.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')) as T
}

export const presentations = read<{ vectors: PresentationVector[] }>('presentations').vectors
export const credentials = read<{ vectors: CredentialVector[] }>('credentials').vectors
export const keySets = read<{ key_sets: Record<string, KeySetVector> }>('key_sets').key_sets
export const refusals = read<{ refusals: { refusal: string; deceives: boolean; zh: string; en: string }[] }>('refusals').refusals
export const lists = read<{ key_set: string; list: string; vectors: ListVector[] }>('lists')
export const recognised = read<{ key_set: string; trust_list: string; verified_ms: number; vectors: RecognisedVector[] }>(
  'recognised',
)
export const log = read<LogVectors>('log')
export const others = read<{ text: string }>('others').text
const keys = read<{ keys: Record<string, KeyVector> }>('keys').keys

export const fromHex = (hex: string): Bytes => Uint8Array.from(Buffer.from(hex, 'hex'))

/** The set of this name. */
export function keySetNamed(name: string): Promise<KeySet> {
  return readKeySet(fromHex(keySets[name]!.cbor))
}

/** The pair of this name; its private half cannot be taken out, like a phone's. */
export async function pairNamed(name: string): Promise<CryptoKeyPair> {
  const { x, y, pkcs8 } = keys[name]!
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const jwk = { kty: 'EC', crv: 'P-256', x, y }
  return {
    privateKey: await crypto.subtle.importKey('pkcs8', fromHex(pkcs8), algorithm, false, ['sign']),
    publicKey: await crypto.subtle.importKey('jwk', jwk, algorithm, true, ['verify']),
  }
}

/** The presentation of this name. */
export function presentationNamed(name: string): PresentationVector {
  return presentations.find((vector) => vector.name === name)!
}

/** The claims of a vector in this room's form. */
export function claimsOf({ claims }: Expected): Claims {
  return {
    issuer: claims.issuer,
    day: claims.day,
    issuedMs: claims.issued_s * 1_000,
    beginsMs: claims.begins_s * 1_000,
    expiresMs: claims.expires_s * 1_000,
    status: { uri: claims.status.uri, index: claims.status.idx },
    state: claims.state as Claims['state'],
    popUp: claims.pop_up,
    kind: claims.kind as Claims['kind'],
    name: claims.name,
    document: claims.document,
    codeKey: claims.code_key === null ? null : fromHex(claims.code_key),
    demo: claims.demo,
  }
}
