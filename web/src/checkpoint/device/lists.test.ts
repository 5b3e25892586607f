// Lists as a device holds them: fetched whole, carried on, kept through a restart, and forgotten with their codes.
import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { serviceOf } from '../../../tests/service'
import type { KeySet } from '../../credential'
import { Lists, type AskList } from './lists'
import { Store } from './store'

const TODAY = '2022-07-14'
const NOW_MS = Date.UTC(2022, 6, 14, 4)
const uri = (day: string) => `https://hz.example/s/${day}`

async function deviceWith(name: string) {
  const service = await serviceOf()
  const store = await Store.open(name)
  const lists = new Lists(store, () => service.keys)
  return { service, store, lists }
}

const reopened = (store: Store, keys: KeySet) => new Lists(store, () => keys)

test('n_1_a_list_is_fetched_whole_once_and_carried_on_by_differences_through_a_restart', async () => {
  const { service, store, lists } = await deviceWith('carried')
  const asked: [string, number | null][] = []
  const ask: AskList = async (day, since) => {
    asked.push([day, since])
    if (day !== TODAY) return null
    if (since === null) return { whole: true, bytes: await service.list(uri(day), Uint8Array.of(0x01), 1, NOW_MS) }
    return { whole: false, bytes: await service.difference(uri(day), [since, since + 1], [[1, 2]], NOW_MS + since * 60_000) }
  }
  await lists.refresh(ask, TODAY, NOW_MS)
  expect(await lists.statusOf({ uri: uri(TODAY), index: 0 })).toEqual({ status: 'replaced', issuedMs: NOW_MS })
  expect((await lists.statusOf({ uri: uri(TODAY), index: 1 })).status).toBe('as_issued')
  await lists.refresh(ask, TODAY, NOW_MS + 60_000)
  const after = { status: 'changed', issuedMs: NOW_MS + 60_000 }
  expect(await lists.statusOf({ uri: uri(TODAY), index: 1 })).toEqual(after)
  expect(asked).toEqual([[TODAY, null], ['2022-07-15', null], [TODAY, 1], ['2022-07-15', null]])

  const again = reopened(store, service.keys)
  await again.load(TODAY, NOW_MS + 120_000)
  expect(await again.statusOf({ uri: uri(TODAY), index: 1 })).toEqual(after)
})

test('n_1_the_list_of_a_sheet_of_paper_is_fetched_once_one_was_shown', async () => {
  const { service, lists } = await deviceWith('paper')
  const asked: string[] = []
  const ask: AskList = async (day) => {
    asked.push(day)
    return { whole: true, bytes: await service.list(uri(day), new Uint8Array(4), 1, NOW_MS) }
  }
  expect(await lists.statusOf({ uri: uri('2022-07-20'), index: 3 })).toEqual({ status: 'as_issued', issuedMs: null })
  await lists.refresh(ask, TODAY, NOW_MS)
  expect(asked).toEqual([TODAY, '2022-07-15', '2022-07-20'])
  expect((await lists.statusOf({ uri: uri('2022-07-20'), index: 3 })).issuedMs).toBe(NOW_MS)
})

test('s2_19_a_list_that_is_not_believed_is_no_list', async () => {
  const { store, lists } = await deviceWith('stranger')
  const stranger = await serviceOf()
  const ask: AskList = async (day) => ({ whole: true, bytes: await stranger.list(uri(day), new Uint8Array(4), 1, NOW_MS) })
  await lists.refresh(ask, TODAY, NOW_MS)
  expect((await lists.statusOf({ uri: uri(TODAY), index: 0 })).issuedMs).toBeNull()
  expect(await store.listNames('lists')).toEqual([])
})

test('n_1_where_a_difference_does_not_fit_the_whole_list_is_fetched', async () => {
  const { service, lists } = await deviceWith('does-not-fit')
  const ask: AskList = async (day, since) => {
    if (day !== TODAY) return null
    if (since !== null) return { whole: false, bytes: await service.difference(uri(day), [5, 6], [], NOW_MS) }
    return { whole: true, bytes: await service.list(uri(day), new Uint8Array(4), 1, NOW_MS + fetched++ * 60_000) }
  }
  let fetched = 0
  await lists.refresh(ask, TODAY, NOW_MS)
  await lists.refresh(ask, TODAY, NOW_MS + 60_000)
  expect((await lists.statusOf({ uri: uri(TODAY), index: 0 })).issuedMs).toBe(NOW_MS + 60_000)
})

test('s2_19_a_list_dies_with_its_last_code', async () => {
  const { service, store, lists } = await deviceWith('over')
  const ask: AskList = async (day) => ({ whole: true, bytes: await service.list(uri(day), new Uint8Array(4), 1, NOW_MS) })
  await lists.refresh(ask, TODAY, NOW_MS)
  expect(await store.listNames('lists')).toEqual([TODAY, '2022-07-15'])
  await lists.refresh(() => Promise.resolve(null), '2022-07-15', NOW_MS + 86_400_000)
  expect(await store.listNames('lists')).toEqual(['2022-07-15'])
})
