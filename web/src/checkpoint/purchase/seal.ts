// A purchase is sealed before it is kept: to the public key of the day, with a key that is used once and then forgotten.
// Whoever holds the device opens nothing of it any more, and neither does the device.
//
// A box is the ephemeral point of P-256 (65 bytes), then AES-256-GCM under HKDF-SHA256 of both keys; the nonce is nought,
// because the key seals one box. What it is bound to (id, day, instant) is sent beside it.
import type { Bytes } from '../../credential'

const ECDH = { name: 'ECDH', namedCurve: 'P-256' } as const
const INFO = new TextEncoder().encode('healthcode purchase 1')
const SECRET_BITS = 256

/** What is sealed. */
export interface Purchase {
  /** The text of the code that was scanned. */
  readonly text: string
  /** The id of the class of medicine. */
  readonly class: string
}

/** What a box is bound to. */
export interface Bound {
  readonly id: string
  readonly day: string
  readonly at_ms: number
}

/** Seals a purchase to the public key of its day. */
export async function seal(publicKey: Bytes, { id, day, at_ms: atMs }: Bound, purchase: Purchase): Promise<Bytes> {
  const theirs = await crypto.subtle.importKey('raw', publicKey, ECDH, false, [])
  const own = await crypto.subtle.generateKey(ECDH, false, ['deriveBits'])
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', own.publicKey))
  const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, own.privateKey, SECRET_BITS)
  const source = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: point, info: INFO }
  const key = await crypto.subtle.deriveKey(derivation, source, { name: 'AES-GCM', length: 256 }, false, ['encrypt'])
  const additionalData = new TextEncoder().encode(`${id} ${day} ${atMs}`)
  const words = new TextEncoder().encode(JSON.stringify({ text: purchase.text, class: purchase.class }))
  const body = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: new Uint8Array(12), additionalData }, key, words)
  const box = new Uint8Array(point.length + body.byteLength)
  box.set(point)
  box.set(new Uint8Array(body), point.length)
  return box
}
