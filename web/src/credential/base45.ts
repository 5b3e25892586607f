// Base45 (RFC 9285): two bytes in three characters of a QR code's alphanumeric mode. Read strictly, so that bytes
// have one text: a group that stands for more than its bytes is none.
import type { Bytes } from './bytes'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
const DIGITS = new Map(Array.from(ALPHABET, (character, digit) => [character, digit]))

/** The text of bytes. */
export function toBase45(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 2) {
    const pair = at + 1 < bytes.length
    let number = pair ? (bytes[at]! << 8) | bytes[at + 1]! : bytes[at]!
    for (let digit = 0; digit < (pair ? 3 : 2); digit++) {
      text += ALPHABET[number % 45]
      number = Math.floor(number / 45)
    }
  }
  return text
}

/** The bytes of a text; `null` where it is not Base45. */
export function fromBase45(text: string): Bytes | null {
  if (text.length % 3 === 1) return null
  const bytes = new Uint8Array(Math.floor((text.length * 2) / 3))
  for (let at = 0, to = 0; at < text.length; at += 3) {
    const group = Array.from(text.slice(at, at + 3), (character) => DIGITS.get(character) ?? NaN)
    const number = group.reduceRight((sum, digit) => sum * 45 + digit, 0)
    const most = group.length === 3 ? 0xffff : 0xff
    // A comparison that also refuses NaN, a character outside of the alphabet.
    if (!(number <= most)) return null
    if (group.length === 3) bytes[to++] = number >> 8
    bytes[to++] = number & 0xff
  }
  return bytes
}
