// Bytes have one reading and values one writing: what we would write otherwise is refused, and nothing throws.
import { decode, encode, rfc8949EncodeOptions } from 'cborg'
import { describe, expect, test } from 'vitest'
import { credentials, fromHex, keySetNamed, keySets, presentationNamed } from '../../tests/vectors'
import { fromBase45, toBase45 } from './base45'
import { toHex } from './bytes'
import { Malformed, Reader, writeArray, writeBytes, writeInt, writeMap, writeText } from './cbor'
import { readSign1 } from './cose'
import { DEFAULT_RULES, KeySetError, readKeySet, verifyPresentation } from './index'

const green = presentationNamed('green')
const bytes = fromBase45(green.text.slice(5))!

test('the_examples_of_rfc_9285_are_read_and_written', () => {
  const examples = { AB: 'BB8', 'Hello!!': '%69 VD92EX0', 'base-45': 'UJCLQE7W581', 'ietf!': 'QED8WEX0' }
  for (const [plain, text] of Object.entries(examples)) {
    expect(toBase45(new TextEncoder().encode(plain))).toBe(text)
    expect(fromBase45(text)).toEqual(new TextEncoder().encode(plain))
  }
  expect(['GGW', '::', 'V5', 'BB8A', 'bb8', 'é'].map(fromBase45)).toEqual([null, null, null, null, null, null])
})

test('s2_19_every_flipped_bit_of_a_presentation_is_refused', async () => {
  const keys = await keySetNamed('real')
  const flips = Array.from({ length: bytes.length * 8 }, (_, bit) => {
    const flipped = bytes.slice()
    flipped[bit >> 3]! ^= 1 << (bit & 7)
    return verifyPresentation(`HCP1:${toBase45(flipped)}`, keys, green.now_ms, DEFAULT_RULES)
  })
  for (const outcome of await Promise.all(flips)) expect(outcome).toHaveProperty('refused')
})

test('s2_19_every_beginning_of_a_presentation_is_refused', async () => {
  const keys = await keySetNamed('real')
  for (let length = 0; length < bytes.length; length++) {
    const cut = `HCP1:${toBase45(bytes.subarray(0, length))}`
    expect(await verifyPresentation(cut, keys, green.now_ms, DEFAULT_RULES)).toEqual({ refused: 'structure' })
  }
})

describe('n_1_another_library_reads_and_writes_the_same_bytes', () => {
  const useMaps = { useMaps: true, strict: true }
  const again = (encoded: Uint8Array) => toHex(encode(decode(encoded, useMaps), rfc8949EncodeOptions))

  test('of a credential and its claims', () => {
    const credential = fromHex(credentials[0]!.credential)
    expect(again(credential)).toBe(toHex(credential))
    const { payload } = readSign1(credential)
    expect(decode(payload, useMaps).get(65_535).get('status_list').get('idx')).toBe(4711)
    expect(again(payload)).toBe(toHex(payload))
  })

  test.each(Object.values(keySets))('of a key set', ({ cbor }) => {
    expect(again(fromHex(cbor))).toBe(cbor)
  })

  test('of numbers and lengths at the edges of their heads', () => {
    for (const number of [0, 23, 24, 255, 256, 65_535, 65_536, 2 ** 32 - 1, 2 ** 32, Number.MAX_SAFE_INTEGER, -1, -24, -25, -65_537]) {
      expect(writeInt(number)).toEqual(encode(number))
    }
    for (const length of [0, 23, 24, 255, 256]) {
      expect(writeBytes(new Uint8Array(length))).toEqual(encode(new Uint8Array(length)))
    }
    expect(writeText('张三')).toEqual(encode('张三'))
    expect(writeArray(writeMap([1, writeInt(-7)]))).toEqual(encode([new Map([[1, -7]])]))
  })
})

test('longer_heads_indefinite_lengths_and_other_types_are_malformed', () => {
  const read: [string, (reader: Reader) => unknown][] = [
    ['1817', (r) => r.uint()],
    ['1900ff', (r) => r.uint()],
    ['1a0000ffff', (r) => r.uint()],
    ['1b00000000ffffffff', (r) => r.uint()],
    ['1bffffffffffffffff', (r) => r.uint()],
    ['1c', (r) => r.uint()],
    ['20', (r) => r.uint()],
    ['f93c00', (r) => r.uint()],
    ['', (r) => r.uint()],
    ['bf0102ff', (r) => r.map()],
    ['9f01ff', (r) => r.array()],
    ['5f4101ff', (r) => r.bytes()],
    ['5affffffff', (r) => r.bytes()],
    ['7f6161ff', (r) => r.text()],
    ['61ff', (r) => r.text()],
  ]
  for (const [hex, ask] of read) expect(() => ask(new Reader(fromHex(hex))), hex).toThrow(Malformed)
  expect(new Reader(fromHex('1bffffffffffffffff')).wideUint()).toBe(2n ** 64n - 1n)
  expect(new Reader(fromHex('63efbbbf')).text(), 'a byte order mark is text like any other').toBe('\uFEFF')
})

test('n_1_a_key_set_with_a_changed_bit_is_none_or_says_something_else', async () => {
  const set = fromHex(keySets['demo']!.cbor)
  const original = await readKeySet(set)
  for (let bit = 0; bit < set.length * 8; bit++) {
    const flipped = set.slice()
    flipped[bit >> 3]! ^= 1 << (bit & 7)
    const read = await readKeySet(flipped).catch((error: unknown) => error)
    if (!(read instanceof KeySetError)) expect(read).not.toEqual(original)
  }
  await expect(readKeySet(new Uint8Array(240_001))).rejects.toThrow('at most 240000 bytes')
})
