import { expect, it } from 'vitest'
import { questionOf } from './search'

const HOUR_MS = 3_600_000
const NOON = Date.parse('2022-07-14T12:00:00+08:00')

it('n_7_the_log_is_asked_for_whole_days_with_the_last_one_included', () => {
  const today = { from: '2022-07-14', to: '2022-07-14', action: '', office: '' }
  expect(questionOf(today)).toEqual({ from_ms: NOON - 12 * HOUR_MS, to_ms: NOON + 12 * HOUR_MS })
  const month = { from: '2022-06-30', to: '2022-07-30', action: 'refused', office: '12' }
  const { from_ms = 0, to_ms = 0, ...named } = questionOf(month) ?? {}
  expect((to_ms - from_ms) / HOUR_MS).toBe(31 * 24)
  expect(named).toEqual({ action: 'refused', office: '12' })
})

it('n_7_without_both_days_nothing_is_asked', () => {
  const rest = { action: '', office: '' }
  expect(questionOf({ from: '', to: '2022-07-14', ...rest })).toBeNull()
  expect(questionOf({ from: '2022-07-14', to: '', ...rest })).toBeNull()
})
