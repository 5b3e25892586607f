// Trust lists and recognition as a gate takes them: every shared vector has the outcome here that it has in Rust.
import { describe, expect, test } from 'vitest'
import { fromHex, lists, recognised, type ListVector } from '../../tests/vectors'
import { Entries } from './few-entries'
import {
  DEFAULT_RULES,
  entryOf,
  ListError,
  readKeySet,
  recognise,
  stateHere,
  verifyStatusDifference,
  verifyStatusList,
  verifyTrustList,
} from './index'

const keys = await readKeySet(fromHex(lists.key_set))

/** What this program says of a vector, in the words of the file. */
async function outcome({ kind, bytes, now_ms: nowMs }: ListVector): Promise<unknown> {
  const signed = fromHex(bytes)
  if (kind === 'trust_list') {
    const { issuers } = await verifyTrustList(signed, keys, nowMs)
    const shown = issuers.map((issuer) => ({ ...issuer, keys: [...issuer.keys.keys.keys()] }))
    return { fault: null, issuers: shown }
  }
  if (kind === 'status_difference') {
    const { from, to, changes } = await verifyStatusDifference(signed, keys, lists.list, nowMs)
    return { fault: null, from, to, changes }
  }
  const list = await verifyStatusList(signed, keys, lists.list, nowMs)
  const places = Array.from({ length: list.entries.length * 4 }, (_, place) => place)
  const set = places.map((place) => [place, entryOf(list, place)]).filter(([, bits]) => bits !== 0)
  const { version, issuedMs, expiresMs } = list
  return { fault: null, version, issued_ms: issuedMs, expires_ms: expiresMs, places: places.length, set }
}

// A request for a list is written and read by services alone.
const read = lists.vectors.filter(({ kind }) => kind !== 'list_request')

describe('s2_5_a_signed_list_is_judged_on_the_page_as_on_the_server', () => {
  test.each(read)('$name', async (vector) => {
    const said = await outcome(vector).catch((error: unknown) => {
      if (error instanceof ListError) return { fault: error.fault }
      throw error
    })
    expect(said).toEqual(vector.expect)
  })
})

describe('s2_5_a_text_is_recognised_on_the_page_as_on_the_server', () => {
  test.each(recognised.vectors)('$name', async ({ text, now_ms: nowMs, expect: expected }) => {
    const own = await readKeySet(fromHex(recognised.key_set))
    const trust = await verifyTrustList(fromHex(recognised.trust_list), own, recognised.verified_ms)
    const said = await recognise(text, own, trust, nowMs, DEFAULT_RULES)
    if ('refused' in said) return expect({ refusal: said.refused }).toEqual(expected)
    const { ok, by } = said
    expect({ refusal: null, says: ok.claims.state, counts: stateHere(said), by: by?.name ?? null }).toEqual(expected)
  })
})

test('s2_5_without_a_trust_list_nobody_else_is_recognised', async () => {
  const { text, now_ms: nowMs } = recognised.vectors.find(({ name }) => name === 'theirs, green')!
  const own = await readKeySet(fromHex(recognised.key_set))
  expect(await recognise(text, own, null, nowMs, DEFAULT_RULES)).toEqual({ refused: 'issuer_unknown' })
})

test('s2_7_entries_that_are_held_without_room_are_those_of_the_list', async () => {
  const whole = lists.vectors.find(({ name }) => name === 'a list')!
  const list = await verifyStatusList(fromHex(whole.bytes), keys, lists.list, whole.now_ms)
  const entries = new Entries(list)
  for (let place = 0; place < 10_010; place++) expect(entries.at(place)).toBe(entryOf(list, place))
})
