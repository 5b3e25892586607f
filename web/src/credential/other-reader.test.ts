// Our status lists as another library reads them: @owf/token-status-list, written by others from the same draft. Its
// reader of whole tokens demands an `aggregation_uri`, which the draft leaves open (section 4.3) and we do not have, so
// cborg opens the token, and the other library reads the packed list; then the claims, with such an address put in.
import { readFileSync } from 'node:fs'
import { StatusList as TheirList, StatusListCwt } from '@owf/token-status-list'
import { decode, Tagged } from 'cborg'
import { beforeAll, expect, test } from 'vitest'
import { cbor } from '../../tests/service'
import { fromHex } from '../../tests/vectors'
import { entryOf, readKeySet, verifyStatusList, type Bytes, type StatusList } from './index'

const LIST = 65_533
const file = new URL('../../../crates/credential/vectors/lists.json', import.meta.url)
const { key_set, list, vectors } = JSON.parse(readFileSync(file, 'utf8')) as {
  key_set: string
  list: string
  vectors: { name: string; bytes: string; now_ms: number; expect: { places: number; set: [number, number][] } }[]
}
const vector = vectors.find(({ name }) => name === 'a list')!
const bytes = fromHex(vector.bytes)
let ours: StatusList

beforeAll(async () => {
  ours = await verifyStatusList(bytes, await readKeySet(fromHex(key_set)), list, vector.now_ms)
})

type Message = [header: Bytes, open: Map<unknown, unknown>, payload: Bytes, signature: Bytes]
type Claims = Map<number, unknown>

/** The message under its tag, by cborg. */
const opened = decode(bytes, { useMaps: true, tags: Tagged.preserve(18) }) as Tagged
const [header, open, payload, signature] = opened.value as Message
const claims = decode(payload, { useMaps: true }) as Claims
const packed = claims.get(LIST) as Map<string, unknown>

/** The places that are not as issued, and their entries. */
const set = (statuses: readonly number[]) => [...statuses.entries()].filter(([, status]) => status !== 0)

test('n_1_another_library_reads_every_place_of_our_list', () => {
  expect(packed.get('bits')).toBe(2)
  const theirs = TheirList.decompressStatusListFromBytes(packed.get('lst') as Bytes, 2)
  expect(theirs.statusList).toHaveLength(vector.expect.places)
  expect(set(theirs.statusList)).toEqual(vector.expect.set)
  expect(theirs.statusList).toEqual(Array.from({ length: vector.expect.places }, (_, place) => entryOf(ours, place)))
})

test('n_1_we_read_every_place_of_a_list_that_another_library_packed', () => {
  const statuses = Array.from({ length: 10_000 }, (_, place) => (place * 7) % 4)
  const entries = new TheirList(statuses, 2).encodeStatusListIntoByteArray()
  expect(statuses.map((_, place) => entryOf({ ...ours, entries: Uint8Array.from(entries) }, place))).toEqual(statuses)
})

test('n_1_another_library_reads_address_moments_and_life_of_our_list_once_an_optional_address_is_in_it', () => {
  const token = (payloadBytes: Bytes) => Uint8Array.of(0xd2, ...cbor([header, open, payloadBytes, signature]))
  expect(token(payload), 'the message is put together as it was').toEqual(bytes)
  expect(() => StatusListCwt.fromToken(bytes)).toThrow(/Expected key 'aggregation_uri' to be defined/)

  const address = 'https://hz.example/s'
  const wanting = new Map([...claims, [LIST, new Map([...packed, ['aggregation_uri', address]])]])
  const theirs = StatusListCwt.fromToken(token(cbor(wanting))).payload
  expect(theirs).toMatchObject({
    subject: list,
    issuedAt: new Date(ours.issuedMs),
    expirationTime: new Date(ours.expiresMs),
    timeToLive: 300,
  })
  expect(set(theirs.statusList.statusList)).toEqual(vector.expect.set)
})
