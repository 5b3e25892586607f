// What a gate remembers of the log.
import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { serviceOf, logClaim } from '../../../tests/service'
import type { LogMark } from '../../credential'
import { Lists, type AskList } from './lists'
import { Store } from './store'
import { Witness, worthKeeping } from './witness'

const TODAY = '2022-07-14'
const NOW_MS = Date.UTC(2022, 6, 14, 4)
const head = (hour: number, of = 'a'): LogMark => ({ hour, total: hour, digest: of.repeat(64) })

async function witnessOf(name: string) {
  const store = await Store.open(name)
  const witness = new Witness(store)
  const heads = async () => (JSON.parse(await witness.file()) as { heads: LogMark[] }).heads
  return { store, witness, heads }
}

test('n_7_a_gate_keeps_a_head_a_day_for_a_month_and_every_head_of_two_days', () => {
  const hours = Array.from({ length: 40 * 24 }, (_, hour) => head(hour))
  const kept = worthKeeping(hours).map(({ hour }) => hour)
  const newest = 40 * 24 - 1
  expect(kept.filter((hour) => newest - hour < 48)).toHaveLength(48)
  const days = new Set(kept.map((hour) => Math.floor(hour / 24)))
  expect([...days]).toEqual(Array.from({ length: 30 }, (_, day) => day + 10))
  expect(kept).toHaveLength(48 + 28)
})

test('n_7_two_heads_of_one_hour_are_both_kept_and_a_cut_off_device_still_has_them', async () => {
  const { store, witness, heads } = await witnessOf('two-heads')
  await witness.saw(head(7))
  await witness.saw(head(7, 'b'))
  await witness.saw(head(7))
  await store.empty()
  expect(await heads()).toEqual([head(7), head(7, 'b')])
})

test('n_7_a_gate_remembers_the_head_of_each_list_and_difference_that_it_believes', async () => {
  const { store, witness, heads } = await witnessOf('lists')
  const service = await serviceOf()
  const lists = new Lists(store, () => service.keys, (mark) => witness.saw(mark))
  const uri = `https://hz.example/s/${TODAY}`
  const ask: AskList = async (day, since) => {
    if (day !== TODAY) return null
    if (since === null) {
      return { whole: true, bytes: await service.list(uri, new Uint8Array(4), 1, NOW_MS, [logClaim(head(5))]) }
    }
    return { whole: false, bytes: await service.difference(uri, [1, 1], [], NOW_MS, [logClaim(head(6))]) }
  }
  await lists.refresh(ask, TODAY, NOW_MS)
  await lists.refresh(ask, TODAY, NOW_MS)
  expect(await heads()).toEqual([head(5), head(6)])
  const stranger = await serviceOf()
  const forged: AskList = async () => ({
    whole: true,
    bytes: await stranger.list(uri, new Uint8Array(4), 1, NOW_MS, [logClaim(head(9))]),
  })
  await lists.refresh(forged, TODAY, NOW_MS)
  expect(await heads()).toHaveLength(2)
})

test('n_7_a_head_from_a_time_to_come_makes_a_gate_forget_no_true_one', async () => {
  const { store, witness, heads } = await witnessOf('ahead')
  const service = await serviceOf()
  const lists = new Lists(store, () => service.keys, (mark) => witness.saw(mark))
  const uri = `https://hz.example/s/${TODAY}`
  const hour = Math.floor(NOW_MS / 3_600_000)
  const askWith = (mark: LogMark): AskList => async (day, since) => {
    if (day !== TODAY) return null
    const claims = [logClaim(mark)]
    if (since === null) return { whole: true, bytes: await service.list(uri, new Uint8Array(4), 1, NOW_MS, claims) }
    return { whole: false, bytes: await service.difference(uri, [since, since + 1], [], NOW_MS, claims) }
  }
  for (const seen of [hour - 1, hour, hour + 1, hour + 31 * 24]) await lists.refresh(askWith(head(seen)), TODAY, NOW_MS)
  expect(await heads()).toEqual([head(hour - 1), head(hour)])
})
