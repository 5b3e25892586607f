// Status lists as a gate believes them. They are written here by another library, packed by zlib and signed by a
// service's key.
import { beforeAll, expect, test } from 'vitest'
import { DIFFERENCE, head, LIST, listClaims, packed, serviceOf, type Claim, type Service } from '../../tests/service'
import { entryOf, goOn, ListError, verifyStatusDifference, verifyStatusList, type Bytes } from './index'

const URI = 'https://hz.example/s/2022-07-15'
const NOW_MS = 1_657_758_000_000
const DAYS_MS = 10 * 86_400_000
let service: Service

beforeAll(async () => {
  service = await serviceOf()
})

/** A list of four bytes with one claim changed. */
const changed = ([label, value]: Claim) => {
  const claims = listClaims(URI, new Uint8Array(4), 7, NOW_MS)
  return service.token(LIST, claims.map((claim) => (claim[0] === label ? [label, value] : claim)))
}

async function faultOf(verifying: Promise<unknown>): Promise<string> {
  const error = await verifying.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  return error instanceof ListError ? error.fault : String(error)
}

test('s2_19_the_entry_of_each_place_is_read_as_the_draft_packs_it', async () => {
  // Section 4.1 of the draft: 1, 2, 0, 3 | 0, 1, 0, 1 in two bytes.
  const bytes = await service.list(URI, Uint8Array.of(0xc9, 0x44), 7, NOW_MS)
  const read = await verifyStatusList(bytes, service.keys, URI, NOW_MS)
  expect([0, 1, 2, 3, 4, 5, 6, 7].map((place) => entryOf(read, place))).toEqual([1, 2, 0, 3, 0, 1, 0, 1])
  expect(entryOf(read, 8), 'a place that the list does not have').toBe(3)
  expect(read).toMatchObject({ uri: URI, version: 7, issuedMs: NOW_MS, expiresMs: NOW_MS + DAYS_MS })
})

test('s2_19_a_list_is_believed_only_of_its_service_its_address_and_its_time', async () => {
  const good = await service.list(URI, new Uint8Array(4), 7, NOW_MS)
  const verify = (bytes: Bytes, keys = service.keys, uri = URI, nowMs = NOW_MS) =>
    faultOf(verifyStatusList(bytes, keys, uri, nowMs))
  const flipped = good.slice()
  flipped[flipped.length - 1]! ^= 1
  expect(await verify(flipped)).toBe('signature')
  expect(await verify(good, service.keysOf('330100', 0)), 'a key of a city signs no list').toBe('unknown_key')
  expect(await verify(good, { demo: false, keys: new Map() })).toBe('unknown_key')
  expect(await verify(good, service.keysOf('000000', NOW_MS + 3_600_000))).toBe('key_out_of_use')
  expect(await verify(good, service.keys, 'https://hz.example/s/2022-07-16')).toBe('other')
  expect(await verify(good, service.keys, URI, NOW_MS - 400_000)).toBe('from_the_future')
  expect(await verify(good, service.keys, URI, NOW_MS + DAYS_MS)).toBe('expired')
  expect(await verify(good.subarray(1))).toBe('structure')
  expect(await verify(await service.token(DIFFERENCE, head(URI, NOW_MS)))).toBe('structure')
  expect(await verify(await changed([65_534, 301]))).toBe('claims')
  expect(await verify(await changed([65_533, { bits: 1, lst: new Uint8Array() }]))).toBe('claims')
  expect(await verify(await changed([65_533, { bits: 2, lst: Uint8Array.of(1, 2, 3) }]))).toBe('claims')
})

test('s2_19_a_list_that_unpacks_to_more_than_any_is_refused', async () => {
  const huge = await service.list(URI, new Uint8Array((1 << 24) + 1), 7, NOW_MS)
  expect(huge.length).toBeLessThan(40_000)
  expect(await faultOf(verifyStatusList(huge, service.keys, URI, NOW_MS))).toBe('claims')
})

test('s2_19_a_difference_goes_on_from_its_version_and_renews_the_age', async () => {
  const whole = await service.list(URI, new Uint8Array(1_000), 7, NOW_MS - 60_000)
  const before = await verifyStatusList(whole, service.keys, URI, NOW_MS)
  const changes: [number, number][] = [[0, 1], [1, 2], [999, 2], [3_999, 1], [90_000, 1]]
  const bytes = await service.difference(URI, [7, 9], changes, NOW_MS)
  const read = await verifyStatusDifference(bytes, service.keys, URI, NOW_MS)
  expect(read.changes).toEqual(changes)
  const after = goOn(before, read)
  expect([0, 1, 2, 999, 3_999].map((place) => entryOf(after, place))).toEqual([1, 2, 0, 2, 1])
  expect([after.version, after.issuedMs]).toEqual([9, NOW_MS])
  expect(entryOf(before, 0), 'the list of before is as it was').toBe(0)
  expect(() => goOn(after, read)).toThrow(ListError)
  const back = await verifyStatusDifference(await service.difference(URI, [9, 10], [[1, 0]], NOW_MS), service.keys, URI, NOW_MS)
  expect(entryOf(goOn(after, back), 1)).toBe(0)
})

test('s2_19_a_difference_that_we_would_write_otherwise_is_refused', async () => {
  const fault = async (from: number, to: number, changes: Uint8Array) => {
    const bytes = await service.token(DIFFERENCE, [...head(URI, NOW_MS), [-65_538, [from, to, changes]]])
    return faultOf(verifyStatusDifference(bytes, service.keys, URI, NOW_MS))
  }
  expect(await fault(9, 7, packed([[1, 1]]))).toBe('claims')
  expect(await fault(7, 9, Uint8Array.of(0x84))).toBe('claims')
  expect(await fault(7, 9, Uint8Array.of(0x84, 0x00))).toBe('claims')
  expect(await fault(7, 9, packed([[1 << 26, 1]]))).toBe('claims')
  expect(await fault(7, 7, new Uint8Array())).toBe('null')
})
