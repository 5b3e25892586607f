import 'fake-indexeddb/auto'
import { beforeEach, expect, it } from 'vitest'
import { personOf, service } from './service.support'
import { nowMs } from '../../shared/clock'
import { dayOf } from '../../shared/days'
import { newId } from '../../shared/ids'
import { vault } from './device'
import { signOut } from './leaving'
import { dismiss, flush, keep, notTaken, ofOthers, openOutbox, sendOn, waiting } from './outbox'
import { choose, list, load } from './today'
import { meetWorker, noteRefused, worker } from './worker'

const visit = (id = newId()) =>
  keep({ kind: 'visit', body: { id, person: '7', made_ms: nowMs(), how: 'door', symptoms: [] } }, { name: '王芳', door: '3 501' })

/** Somebody signs in on the phone. */
async function comes(login: string): Promise<void> {
  service.session = login
  await meetWorker()
  await openOutbox()
}

beforeEach(async () => {
  Object.assign(service, { session: null, away: false, arrived: [], refuses: null, people: () => [], today: dayOf(nowMs()) })
  await (await vault()).empty()
  noteRefused()
})

it('s2_29_what_one_worker_recorded_goes_out_under_nobody_elses_session', async () => {
  await comes('a')
  service.away = true
  await visit('1')
  await sendOn()
  service.away = false
  await comes('b')
  await flush()
  expect(service.arrived).toEqual([])
  expect([waiting.value, ofOthers.value]).toEqual([0, 1])
  await visit('2')
  await flush()
  await comes('a')
  expect([waiting.value, ofOthers.value]).toEqual([1, 0])
  await flush()
  await flush()
  expect(service.arrived).toEqual([
    { by: 'b', id: '2' },
    { by: 'a', id: '1' },
  ])
})

it('s2_29_a_session_that_another_window_took_over_sends_nothing_of_whoever_recorded_it', async () => {
  await comes('a')
  await visit('1')
  service.session = 'b'
  await flush()
  expect(service.arrived).toEqual([])
  expect(worker.value?.login).toBe('b')
})

it('s2_29_whoever_signs_in_next_sees_nothing_of_the_list_before', async () => {
  service.people = (login) => (login === 'a' ? [personOf('1', ['new'])] : [])
  await comes('a')
  await load()
  expect(list.value?.people).toHaveLength(1)
  service.session = 'b'
  const late = load()
  await meetWorker()
  await late
  expect(list.value?.people ?? []).toEqual([])
  expect(await (await vault()).get('worker')).toMatchObject({ login: 'b' })
})

it('s2_29_a_sign_out_leaves_what_another_worker_recorded', async () => {
  await comes('a')
  await visit('1')
  await comes('b')
  await visit('2')
  await signOut()
  expect([worker.value, ofOthers.value]).toEqual([null, 1])
  await comes('a')
  await flush()
  expect(service.arrived).toEqual([{ by: 'a', id: '1' }])
})

it('s2_29_what_the_server_does_not_take_stays_with_its_door_until_it_is_dismissed', async () => {
  await comes('a')
  await visit('1')
  await visit('2')
  service.refuses = 'outside_division'
  await flush()
  service.refuses = null
  await flush()
  expect(service.arrived).toEqual([])
  expect(waiting.value).toBe(0)
  expect(notTaken.value.map(({ about, refused }) => [about.door, refused?.en])).toEqual([
    ['3 501', 'not in your division'],
    ['3 501', 'not in your division'],
  ])
  await dismiss(notTaken.value[0]!)
  await openOutbox()
  expect(notTaken.value).toHaveLength(1)
  await comes('b')
  expect(notTaken.value).toEqual([])
  choose('reasons')
})
