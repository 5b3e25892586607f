// Scans get one number each, wait through a restart and leave when they have arrived.
import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { Store, type KeptScan } from './store'

const NOON_MS = Date.UTC(2022, 6, 14, 4)
const scan = (atMs = NOON_MS): Omit<KeptScan, 'day' | 'number'> => ({
  direction: 'in',
  at_ms: atMs,
  judged: { outcome: 'by_hand', reason: 'pop_up', state: 'green', kind: 'person' },
})

test('s2_19_numbers_run_from_0_each_local_day_and_go_on_after_a_restart', async () => {
  const before = await Store.open('numbers')
  const kept = await Promise.all([before.keep(scan()), before.keep(scan()), before.keep(scan(NOON_MS + 12 * 3_600_000))])
  expect(kept.map(({ day, number }) => [day, number])).toEqual([
    ['2022-07-14', 0],
    ['2022-07-14', 1],
    ['2022-07-15', 0],
  ])
  before.close()
  const after = await Store.open('numbers')
  expect((await after.keep(scan())).number).toBe(2)
  expect(await after.countWaiting()).toBe(4)
  await after.settle(await after.waiting(10))
  expect((await after.keep(scan())).number, 'what has arrived keeps its number').toBe(3)
})

test('s2_19_what_the_guard_decides_while_a_scan_is_on_its_way_is_sent_too', async () => {
  const store = await Store.open('decisions')
  const sent = await store.keep(scan())
  const decided = await store.decide(sent, 'let_through')
  await store.settle([sent])
  expect(await store.waiting(10)).toEqual([decided])
  await store.settle([decided])
  expect(await store.waiting(10)).toEqual([])
})

test('n_9_a_waiting_scan_holds_nothing_of_a_person', async () => {
  const store = await Store.open('nothing')
  await store.keep(scan())
  const [kept] = await store.waiting(1)
  expect(Object.keys(kept!).sort()).toEqual(['at_ms', 'day', 'direction', 'judged', 'number'])
  expect(Object.keys(kept!.judged).sort()).toEqual(['kind', 'outcome', 'reason', 'state'])
})

test('a_device_that_is_cut_off_keeps_nothing', async () => {
  const store = await Store.open('cut-off')
  await store.write('device', 'enrolment', { token: 'hcd_x' })
  await store.keep(scan())
  await store.empty()
  expect([await store.read('device', 'enrolment'), await store.countWaiting()]).toEqual([undefined, 0])
})

test('n_1_a_device_of_before_keeps_what_it_had_when_a_room_is_added', async () => {
  await new Promise((resolve, reject) => {
    const before = indexedDB.open('added', 1)
    before.onupgradeneeded = () =>
      ['device', 'numbers', 'scans', 'lists'].forEach((room) => before.result.createObjectStore(room))
    before.onerror = () => reject(before.error)
    before.onsuccess = () => {
      const tx = before.result.transaction('device', 'readwrite')
      tx.objectStore('device').put({ token: 'hcd_x' }, 'enrolment')
      tx.oncomplete = () => (before.result.close(), resolve(undefined))
    }
  })
  const store = await Store.open('added')
  expect(await store.read('device', 'enrolment')).toEqual({ token: 'hcd_x' })
  expect(await store.listNames('theirs')).toEqual([])
})
