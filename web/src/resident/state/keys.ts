// The keys of this phone. The enrolment key is made once and says "this device" at sign-in; a code key is made for
// each credential, so that two codes of one person have nothing in common.
import { toBase64Url } from '../../shared/bytes'
import { read, write } from './store'

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' }
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' }
const ENROLMENT = 'enrolment'

/** A new key pair whose private half never leaves the browser. */
export function newKey(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(CURVE, false, ['sign', 'verify'])
}

/** The 65 bytes of a public key as text. */
export async function publicText(pair: CryptoKeyPair): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)))
}

/** The enrolment key, if this phone still has it. */
export function enrolmentKey(): Promise<CryptoKeyPair | undefined> {
  return read<CryptoKeyPair>('keys', ENROLMENT)
}

/** The enrolment key; made at the first sign-in. */
export async function enrol(): Promise<CryptoKeyPair> {
  const held = await enrolmentKey()
  if (held !== undefined) return held
  const made = await newKey()
  await write('keys', ENROLMENT, made)
  return made
}

/** Signs the request for a code: this phone asks, now, for this city and these code keys, of today and of tomorrow. */
export async function signRequest(
  enrolment: CryptoKeyPair,
  city: string,
  codeKey: string,
  instantMs: number,
  nextKey: string,
): Promise<string> {
  const message = new TextEncoder().encode(`healthcode issue\n${city}\n${codeKey}\n${instantMs}\n${nextKey}`)
  return toBase64Url(new Uint8Array(await crypto.subtle.sign(SIGNING, enrolment.privateKey, message)))
}

/** Asks the browser to keep what is stored when space gets short. */
export async function keepStorage(): Promise<boolean> {
  const asked = await navigator.storage?.persist?.().catch(() => false)
  return asked ?? false
}
