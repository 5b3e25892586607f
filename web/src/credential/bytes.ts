// Bytes as every part of a code handles them: joined, compared and written as hexadecimal.
//
// `Bytes` names the one kind of array that WebCrypto takes (its memory is its own and shared with no thread).
export type Bytes = Uint8Array<ArrayBuffer>

/** The parts one after the other. */
export function concat(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Whether `bytes` stand in `whole` at this position. */
export function standsAt(whole: Uint8Array, at: number, bytes: Uint8Array): boolean {
  return at + bytes.length <= whole.length && bytes.every((byte, i) => whole[at + i] === byte)
}

/** Whether two arrays hold the same. Public values only: the time it takes depends on them. */
export function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && standsAt(a, 0, b)
}

/** Hexadecimal digits, two a byte: keys of maps are written so. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** SHA-256. */
export async function sha256(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}
