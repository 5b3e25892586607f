// Lists of others as a device holds them: believed by the keys of the trust list alone, carried on from the whole, kept
// through a restart, and forgotten with their codes or their issuer.
import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { logClaim, serviceOf, type Service } from '../../../tests/service'
import type { TrustList } from '../../credential'
import { RecognisedIssuers } from './recognised'
import { Store } from './store'
import { TheirLists, type AskTheirs } from './theirs'
import { Witness } from './witness'

const TODAY = '2022-07-14'
const TOMORROW = '2022-07-15'
const NOW_MS = Date.UTC(2022, 6, 14, 4)
const uri = (day: string) => `https://js.example/s/${day}`
const SAME = { green: 'green', yellow: 'yellow', red: 'red', unconfirmed: 'unconfirmed', none: 'none' } as const

const trusting = ({ keys }: Service): TrustList => ({
  issuedMs: NOW_MS,
  expiresMs: NOW_MS + 86_400_000,
  issuers: [{ name: 'Jiangsu', address: 'https://js.example', divisions: ['320000'], keys, states: SAME }],
})

async function deviceWith(name: string) {
  const service = await serviceOf()
  const store = await Store.open(`theirs-${name}`)
  const known: { trust: TrustList | null } = { trust: trusting(service) }
  return { service, store, known, lists: new TheirLists(store, () => known.trust) }
}

/** The own server with a whole list of version 1, and a difference whose entry of place 1 is given. */
function holding(service: Service, bits: number, issuedMs: number, asked: [string, number | null][] = []): AskTheirs {
  return async (list, since) => {
    asked.push([list, since])
    if (list !== uri(TODAY)) return null
    if (since === 1) return { whole: false, bytes: await service.difference(list, [1, 5], [[1, bits]], issuedMs) }
    return { whole: true, bytes: await service.list(list, Uint8Array.of(0x01), 1, NOW_MS) }
  }
}

const at = (lists: TheirLists, index: number) => lists.statusOf({ uri: uri(TODAY), index })

test('n_1_a_list_of_others_is_fetched_whole_once_and_what_has_changed_since_goes_on_from_it', async () => {
  const { service, store, known, lists } = await deviceWith('carried')
  const asked: [string, number | null][] = []
  await lists.refresh(holding(service, 2, NOW_MS + 1_000, asked), TODAY, NOW_MS)
  expect(await at(lists, 0)).toEqual({ status: 'replaced', issuedMs: NOW_MS + 1_000 })
  expect((await at(lists, 1)).status).toBe('changed')
  expect((await at(lists, 2)).status).toBe('as_issued')
  await lists.refresh(holding(service, 0, NOW_MS + 60_000, asked), TODAY, NOW_MS + 60_000)
  expect(await at(lists, 1), 'right again').toEqual({ status: 'as_issued', issuedMs: NOW_MS + 60_000 })
  expect(asked).toEqual([[uri(TODAY), null], [uri(TODAY), 1], [uri(TOMORROW), null], [uri(TODAY), 1], [uri(TOMORROW), null]])
  const again = new TheirLists(store, () => known.trust)
  await again.load(TODAY, NOW_MS + 120_000)
  expect(await at(again, 0)).toEqual({ status: 'replaced', issuedMs: NOW_MS + 60_000 })
})

test('n_1_where_nothing_has_changed_a_list_grows_old_with_the_services_own', async () => {
  const { service, lists } = await deviceWith('known')
  await lists.refresh(holding(service, 2, NOW_MS), TODAY, NOW_MS)
  await lists.refresh(() => Promise.resolve('known'), TODAY, NOW_MS + 600_000)
  expect((await at(lists, 1)).issuedMs).toBe(NOW_MS)
})

test('s2_7_a_list_that_another_key_signed_is_no_list', async () => {
  const { store, lists } = await deviceWith('stranger')
  await lists.refresh(holding(await serviceOf(), 2, NOW_MS), TODAY, NOW_MS)
  expect(await at(lists, 0)).toEqual({ status: 'as_issued', issuedMs: null })
  expect(await store.listNames('theirs')).toEqual([])
})

test('s2_7_lists_of_an_issuer_that_is_recognised_no_more_are_forgotten', async () => {
  const { service, store, known, lists } = await deviceWith('forgotten')
  await lists.refresh(holding(service, 2, NOW_MS), TODAY, NOW_MS)
  expect(await store.listNames('theirs')).toEqual([uri(TODAY)])
  known.trust = null
  await lists.refresh(holding(service, 2, NOW_MS), TODAY, NOW_MS)
  expect((await at(lists, 0)).issuedMs).toBeNull()
  expect(await store.listNames('theirs')).toEqual([])
})

test('n_1_the_list_of_a_sheet_of_theirs_is_fetched_once_one_was_shown', async () => {
  const { service, lists } = await deviceWith('sheet')
  const asked: [string, number | null][] = []
  await lists.statusOf({ uri: uri('2022-07-20'), index: 3 })
  await lists.refresh(holding(service, 2, NOW_MS, asked), TODAY, NOW_MS)
  expect(asked.map(([list]) => list)).toContain(uri('2022-07-20'))
})

test('s2_5_a_trust_list_is_kept_by_its_tag_and_one_that_is_not_believed_changes_nothing', async () => {
  const { service, store } = await deviceWith('trust')
  const device = new RecognisedIssuers(store, () => service.keys)
  const tags: (string | null)[] = []
  const bytes = await service.trust(NOW_MS)
  await device.refresh((tag) => (tags.push(tag), Promise.resolve({ bytes, tag: '"1"' })), NOW_MS)
  expect(device.list?.issuers).toEqual([])
  const stranger = await (await serviceOf()).trust(NOW_MS)
  await device.refresh((tag) => (tags.push(tag), Promise.resolve({ bytes: stranger, tag: '"2"' })), NOW_MS)
  await device.refresh((tag) => (tags.push(tag), Promise.resolve(null)), NOW_MS)
  expect(tags).toEqual([null, '"1"', '"1"'])
  const again = new RecognisedIssuers(store, () => service.keys)
  await again.load(NOW_MS + 1_000)
  expect(again.list?.issuedMs).toBe(NOW_MS)
})

test('n_7_a_head_in_a_list_of_others_is_of_another_log_and_is_not_kept', async () => {
  const { service, store, lists } = await deviceWith('heads')
  const witness = new Witness(store)
  await witness.saw({ hour: 5, total: 5, digest: 'a'.repeat(64) })
  const before = await witness.file()
  const claims = [logClaim({ hour: 6, total: 6, digest: 'b'.repeat(64) })]
  const ask: AskTheirs = async (list, since) => {
    if (since === null) return { whole: true, bytes: await service.list(list, new Uint8Array(4), 1, NOW_MS, claims) }
    return { whole: false, bytes: await service.difference(list, [1, 2], [[1, 2]], NOW_MS, claims) }
  }
  await lists.refresh(ask, TODAY, NOW_MS)
  expect((await at(lists, 1)).status, 'the list itself is believed').toBe('changed')
  expect(await witness.file()).toBe(before)
})
