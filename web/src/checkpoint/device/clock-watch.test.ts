// A gate whose clock is wrong judges nobody until it has met the server.
import { expect, test } from 'vitest'
import { ClockWatch } from './clock-watch'

const NOW_MS = 1_657_758_000_000
const DAYS_MS = 2 * 86_400_000

test('s2_3_a_clock_two_days_behind_after_a_restart_is_a_fault_until_the_server_corrects_it', () => {
  const watch = new ClockWatch(NOW_MS)
  watch.look(NOW_MS - DAYS_MS, 5)
  expect(watch.fault).toEqual({ kind: 'went_back', byMs: -DAYS_MS })
  expect(watch.lastMs, 'the wrong time is not kept').toBe(NOW_MS)
  watch.corrected(NOW_MS + 1_000, 1_005)
  expect(watch.fault).toBeNull()
})

test('s2_3_a_clock_that_is_set_back_while_the_device_runs_is_a_fault', () => {
  const watch = new ClockWatch(0)
  watch.look(NOW_MS, 0)
  watch.look(NOW_MS + 600_000 - 30_000, 600_000)
  expect(watch.fault, 'half a minute is no sign').toBeNull()
  watch.look(NOW_MS, 660_000)
  expect(watch.fault?.kind).toBe('went_back')
})

test('n_1_a_device_that_slept_for_days_is_trusted', () => {
  const watch = new ClockWatch(NOW_MS)
  watch.look(NOW_MS + DAYS_MS, 10)
  watch.look(NOW_MS + DAYS_MS + 1_000, 1_010)
  watch.look(NOW_MS + 2 * DAYS_MS, 2_010)
  expect(watch.fault).toBeNull()
})

test('s2_3_three_phones_that_agree_on_another_time_are_a_fault', () => {
  const watch = new ClockWatch(NOW_MS)
  watch.disagrees('a', DAYS_MS)
  watch.disagrees('a', DAYS_MS + 30_000)
  watch.disagrees('b', DAYS_MS + 40_000)
  expect(watch.fault, 'two phones, one of them twice').toBeNull()
  watch.disagrees('c', DAYS_MS + 50_000)
  expect(watch.fault).toEqual({ kind: 'phones_disagree', byMs: DAYS_MS + 50_000 })
})

test('s2_3_slow_phones_and_pictures_of_different_times_are_no_fault', () => {
  const watch = new ClockWatch(NOW_MS)
  for (const [code, aheadMs] of [['a', 180_000], ['b', DAYS_MS], ['c', 3_600_000], ['d', -DAYS_MS]] as const) {
    watch.disagrees(code, aheadMs)
  }
  watch.disagrees('e', DAYS_MS)
  watch.agrees()
  watch.disagrees('f', DAYS_MS)
  watch.disagrees('g', DAYS_MS)
  expect(watch.fault).toBeNull()
})
