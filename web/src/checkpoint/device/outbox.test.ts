// Scans arrive exactly once, through lost networks, lost answers and restarts. The far side is a server in memory that
// keeps rows by day and number, as the real one does.
import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { Failure } from '../../shared/api/failure'
import type { Scan, ScanVerdict } from '../../shared/api/gate'
import { dayOf } from '../../shared/days'
import { Outbox, type Send } from './outbox'
import { Store, type KeptScan } from './store'

const NOON_MS = Date.UTC(2022, 6, 14, 4)
const SCAN: Omit<KeptScan, 'day' | 'number'> = {
  direction: 'in',
  at_ms: NOON_MS,
  judged: { outcome: 'pass', reason: 'pass', state: 'green', kind: 'person' },
}
const nothing = () => undefined

class Rows {
  readonly rows = new Map<string, Scan>()
  readonly sent: Scan[] = []

  readonly take: Send = (scans) => {
    for (const scan of scans) {
      const key = `${dayOf(scan.at_ms)}/${scan.number}`
      this.sent.push(scan)
      this.rows.set(key, { ...scan, ...this.rows.get(key), ...(scan.by_hand ? { by_hand: scan.by_hand } : {}) })
    }
    return Promise.resolve(scans.map(({ number }): ScanVerdict => ({ number, outcome: 'pass', words: SAID, steps: [], remarks: [] })))
  }
}
const SAID = { zh: '请通行', en: 'Please go on' }

test('s2_19_a_thousand_scans_without_a_network_arrive_once_after_a_restart', async () => {
  const before = await Store.open('thousand')
  for (let i = 0; i < 1_000; i++) await before.keep(SCAN)
  before.close()

  const store = await Store.open('thousand')
  const server = new Rows()
  let lost = 0
  // Every third part is lost on the way there, every third on the way back.
  const send: Send = async (scans) => {
    lost += 1
    if (lost % 3 === 1) throw new Failure(null)
    const answers = await server.take(scans)
    if (lost % 3 === 2) throw new Failure(null)
    return answers
  }
  const outbox = new Outbox(store, send, nothing)
  while ((await store.countWaiting()) > 0) await outbox.flush().catch(nothing)
  expect(server.rows.size).toBe(1_000)
  expect([...server.rows.values()].every(({ judged }) => judged?.outcome === 'pass')).toBe(true)
})

test('n_9_what_is_sent_later_carries_no_text', async () => {
  const store = await Store.open('no-text')
  const server = new Rows()
  const outbox = new Outbox(store, server.take, nothing)
  const offline = new Outbox(store, () => Promise.reject(new Failure(null)), nothing)
  const kept = await store.keep(SCAN)
  await expect(offline.live(kept, 'HCP1:BB8')).rejects.toThrow(Failure)
  await outbox.flush()
  expect(server.sent).toEqual([{ number: 0, direction: 'in', at_ms: NOON_MS, judged: SCAN.judged }])
})

test('s2_19_a_live_scan_is_not_sent_a_second_time_by_a_flush', async () => {
  const store = await Store.open('live')
  const server = new Rows()
  let arrive: () => void = nothing
  const slow: Send = (scans) => new Promise((resolve) => (arrive = () => resolve(server.take(scans) as never)))
  const outbox = new Outbox(store, slow, nothing)
  const live = outbox.live(await store.keep(SCAN), 'HCP1:BB8')
  await outbox.flush()
  expect(await store.countWaiting()).toBe(1)
  arrive()
  expect((await live).outcome).toBe('pass')
  expect([server.sent.length, await store.countWaiting()]).toEqual([1, 0])
})

test('s1_7_what_the_guard_decides_follows_under_the_same_number', async () => {
  const store = await Store.open('by-hand')
  const server = new Rows()
  const outbox = new Outbox(store, server.take, nothing)
  const kept = await store.keep(SCAN)
  await outbox.live(kept, 'HCP1:BB8')
  await outbox.decide(kept, 'not_let_through')
  await outbox.flush()
  expect(server.rows.get('2022-07-14/0')).toMatchObject({ text: 'HCP1:BB8', by_hand: 'not_let_through' })
  expect([server.rows.size, await store.countWaiting()]).toEqual([1, 0])
})

test('s2_19_a_scan_that_the_server_never_takes_does_not_hold_up_the_others', async () => {
  const store = await Store.open('faulty')
  const server = new Rows()
  const faulty: Send = (scans) => {
    const position = scans.findIndex(({ at_ms: atMs }) => atMs < 0)
    if (position < 0) return server.take(scans)
    const text = { zh: '', en: '' }
    const fields = [{ field: `scans[${position}].at_ms`, text }]
    return Promise.reject(new Failure({ type: '/problems/invalid', title: '', status: 422, detail: '', text, fields }))
  }
  for (const atMs of [NOON_MS, -1, NOON_MS]) await store.keep({ ...SCAN, at_ms: atMs })
  await new Outbox(store, faulty, nothing).flush()
  expect([server.rows.size, await store.countWaiting()]).toEqual([2, 0])
})
