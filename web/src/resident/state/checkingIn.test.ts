import 'fake-indexeddb/auto'
import { beforeEach, expect, it, vi } from 'vitest'
import { inTheClear, service } from './service.support'
import { DAY_MS } from '../../shared/days'
import { nowMs } from '../../shared/clock'
import { checkIn, dismiss, forgetCheckIns, notTaken, openCheckIns, sendCheckIn, waitingToday } from './checkingIn'
import { vault } from './device'
import { forgetHolder, holder, whenAnother } from './holder'
import { ended, loadMe, signIn } from './session'

const WORDS = 'a cough at night'
const say = () => checkIn({ symptoms: [], words: WORDS })
const parted = vi.fn(() => Promise.resolve())

/** Somebody signs in on the phone, and the server names them. */
async function comes(since: number): Promise<void> {
  service.session = since
  await signIn({ phone: '13800000000' }, '123456')
  await loadMe()
}

/** A check-in without a network. */
async function onTheWay(): Promise<string> {
  service.away = true
  await expect(say()).rejects.toThrow()
  service.away = false
  return waitingToday.value?.id ?? ''
}

beforeEach(async () => {
  Object.assign(service, { session: null, away: false, arrived: [], refuses: false })
  inTheClear.clear()
  await forgetHolder()
  await (await vault()).empty()
  await openCheckIns()
  whenAnother(parted)
  parted.mockClear()
})

it('s2_29_a_check_in_of_one_person_is_neither_shown_to_another_nor_sent_for_them', async () => {
  await comes(1)
  const id = await onTheWay()
  await comes(2)
  expect(waitingToday.value).toBeNull()
  await sendCheckIn()
  await forgetCheckIns()
  expect(service.arrived).toEqual([])
  await comes(1)
  expect(waitingToday.value?.id).toBe(id)
  await sendCheckIn()
  expect(service.arrived).toEqual([{ by: 1, id }])
  expect(waitingToday.value).toBeNull()
})

it('s2_29_a_session_that_another_window_took_over_sends_no_check_in_of_whoever_made_it', async () => {
  await comes(1)
  await onTheWay()
  service.session = 2
  await sendCheckIn()
  expect(service.arrived).toEqual([])
  expect(waitingToday.value).toBeNull()
})

it('s2_29_between_a_sign_in_and_its_name_the_phone_is_nobodys', async () => {
  await comes(1)
  await onTheWay()
  service.session = 2
  await signIn({ phone: '13900000000' }, '123456')
  expect([holder.value, waitingToday.value]).toEqual([null, null])
  service.away = true
  await expect(say()).rejects.toThrow()
  service.away = false
  expect(await (await vault()).countWaiting()).toBe(1)
})

it('s2_29_whoever_signs_in_next_finds_nothing_of_the_person_before', async () => {
  await comes(1)
  await comes(1)
  expect(parted).not.toHaveBeenCalled()
  await comes(2)
  await loadMe()
  expect(parted).toHaveBeenCalledTimes(1)
})

it('s2_29_a_check_in_that_waits_is_sealed_and_one_that_was_not_is_sealed_for_whoever_is_named', async () => {
  const made = { id: '7', made_ms: nowMs(), symptoms: [], words: WORDS }
  inTheClear.set('healthcode.check-in', JSON.stringify(made))
  await comes(1)
  await vi.waitFor(() => expect(service.arrived).toEqual([{ by: 1, id: '7' }]))
  await onTheWay()
  expect([...inTheClear.values()].join()).not.toContain(WORDS)
  inTheClear.set('healthcode.check-in', JSON.stringify(made))
  ended.value = true
  await openCheckIns()
  expect(inTheClear.has('healthcode.check-in')).toBe(false)
})

it('s2_29_a_check_in_that_waited_and_is_refused_is_listed_with_the_reason_until_it_was_read', async () => {
  await comes(1)
  const id = await onTheWay()
  service.refuses = true
  await sendCheckIn()
  expect(waitingToday.value).toBeNull()
  expect(notTaken.value).toMatchObject([{ id, words: WORDS, refused: { zh: '不行', en: 'no' } }])
  service.refuses = false
  await openCheckIns()
  await sendCheckIn()
  expect(service.arrived).toEqual([])
  await comes(2)
  expect(notTaken.value).toEqual([])
  await comes(1)
  expect(notTaken.value).toHaveLength(1)
  expect([...inTheClear.values()].join()).not.toContain(WORDS)
  await dismiss(id)
  expect(notTaken.value).toEqual([])
  expect(await (await vault()).countWaiting()).toBe(0)
})

it('s2_29_one_that_was_made_just_now_and_is_refused_is_answered_at_once_and_not_listed', async () => {
  await comes(1)
  const id = await onTheWay()
  service.refuses = true
  await expect(say()).rejects.toThrow('refused')
  expect(notTaken.value.map((one) => one.id)).toEqual([id])
})

it('s2_29_whoever_leaves_takes_what_was_refused_along', async () => {
  await comes(1)
  await onTheWay()
  service.refuses = true
  await sendCheckIn()
  await forgetCheckIns()
  expect(await (await vault()).countWaiting()).toBe(0)
})

it('s2_29_a_refused_check_in_does_not_stand_in_the_way_and_an_old_one_goes', async () => {
  await comes(1)
  service.refuses = true
  await expect(say()).rejects.toThrow('refused')
  expect(waitingToday.value).toBeNull()
  const old = { id: '9', made_ms: nowMs() - 16 * DAY_MS, symptoms: [] }
  await (await vault()).post('9', { by: 'another', checkIn: old })
  await openCheckIns()
  expect(await (await vault()).countWaiting()).toBe(0)
})
