// CBOR as far as a code needs it, in its core deterministic encoding (RFC 8949, 4.2.1): definite lengths, the
// shortest heads, nothing behind the end.
//
// Reading is typed and takes that one form alone. Labels are asked for in their order, so a duplicate, another order
// or an unknown entry stops the reading; nothing has to be written again to be compared.
import { concat, standsAt, type Bytes } from './bytes'

const UNSIGNED = 0
const NEGATIVE = 1
const BYTES = 2
const TEXT = 3
const ARRAY = 4
const MAP = 5
const TRUE = Uint8Array.of(0xf5)

/** Bytes that are not what they should be. Callers say in their own words what that means. */
export class Malformed extends Error {}

/** Refuses where something does not hold. */
export function require(holds: boolean): asserts holds {
  if (!holds) throw new Malformed('not as we write it')
}

function head(major: number, value: number): Bytes {
  const first = major << 5
  if (value < 24) return Uint8Array.of(first | value)
  if (value <= 0xff) return Uint8Array.of(first | 24, value)
  const wide = new DataView(new ArrayBuffer(9))
  wide.setBigUint64(1, BigInt(value))
  const size = value <= 0xffff ? 2 : value <= 0xffff_ffff ? 4 : 8
  const written = new Uint8Array(wide.buffer.slice(8 - size))
  written[0] = first | { 2: 25, 4: 26, 8: 27 }[size]
  return written
}

/** A whole number. */
export const writeInt = (value: number): Bytes =>
  value < 0 ? head(NEGATIVE, -1 - value) : head(UNSIGNED, value)

/** A byte string. */
export const writeBytes = (bytes: Uint8Array): Bytes => concat(head(BYTES, bytes.length), bytes)

/** A text. */
export function writeText(text: string): Bytes {
  const bytes = new TextEncoder().encode(text)
  return concat(head(TEXT, bytes.length), bytes)
}

/** An array of elements that are written already. */
export const writeArray = (...elements: Uint8Array[]): Bytes =>
  concat(head(ARRAY, elements.length), ...elements)

/** A map of entries that are written already, in the order of their labels. */
export const writeMap = (...entries: [label: number, value: Uint8Array][]): Bytes =>
  concat(head(MAP, entries.length), ...entries.flatMap(([label, value]) => [writeInt(label), value]))

/** Reads one item after the other. */
export class Reader {
  readonly #bytes: Bytes
  #at = 0

  constructor(bytes: Bytes) {
    this.#bytes = bytes
  }

  /** The number of entries of a map. */
  map(): number {
    return this.#length(MAP)
  }

  /** A map of exactly this many entries. */
  mapOf(entries: number): void {
    require(this.map() === entries)
  }

  /** The number of elements of an array. */
  array(): number {
    return this.#length(ARRAY)
  }

  /** An array of exactly this many elements. */
  arrayOf(elements: number): void {
    require(this.array() === elements)
  }

  /** A byte string. */
  bytes(): Bytes {
    return this.#take(this.#length(BYTES))
  }

  /** A byte string of exactly this many bytes. */
  bytesOf(length: number): Bytes {
    const bytes = this.bytes()
    require(bytes.length === length)
    return bytes
  }

  /** A text. */
  text(): string {
    const bytes = this.#take(this.#length(TEXT))
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    } catch {
      throw new Malformed('not UTF-8')
    }
  }

  /** A whole number that is not negative, as far as a number of this language is exact. */
  uint(): number {
    return this.#length(UNSIGNED)
  }

  /** A whole number that is not negative, of up to 64 bits. */
  wideUint(): bigint {
    return this.#head(UNSIGNED)
  }

  /** A whole number, negative or not, as far as a number of this language is exact. */
  int(): number {
    const first = this.#bytes[this.#at]
    require(first !== undefined)
    return first >> 5 === NEGATIVE ? -1 - this.#length(NEGATIVE) : this.#length(UNSIGNED)
  }

  /** This very number. */
  exactly(label: number): void {
    require(this.#next(writeInt(label)))
  }

  /** This very text. */
  word(word: string): void {
    require(this.#next(writeText(word)))
  }

  /** `true`: what is false is not written. */
  true(): void {
    require(this.#next(TRUE))
  }

  /** Whether this label comes next; then it is read. */
  next(label: number): boolean {
    return this.#next(writeInt(label))
  }

  /** Nothing more. */
  end(): void {
    require(this.#at === this.#bytes.length)
  }

  #next(expected: Uint8Array): boolean {
    const found = standsAt(this.#bytes, this.#at, expected)
    if (found) this.#at += expected.length
    return found
  }

  #take(length: number): Bytes {
    require(length <= this.#bytes.length - this.#at)
    this.#at += length
    return this.#bytes.subarray(this.#at - length, this.#at)
  }

  #length(major: number): number {
    const value = this.#head(major)
    require(value <= BigInt(Number.MAX_SAFE_INTEGER))
    return Number(value)
  }

  #head(major: number): bigint {
    const first = this.#take(1)[0]!
    require(first >> 5 === major)
    const short = first & 31
    if (short < 24) return BigInt(short)
    require(short <= 27)
    const size = 1 << (short - 24)
    const value = this.#take(size).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
    // The shortest head: a value that a smaller one could hold is written otherwise.
    require(value >= (size === 1 ? 24n : 1n << BigInt(size * 4)))
    return value
  }
}
