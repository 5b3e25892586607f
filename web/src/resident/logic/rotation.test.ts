import { describe, expect, it } from 'vitest'
import { elapsed, isDue, secondsLeft, TURN_MS } from './rotation'

describe('the running code', () => {
  it('n_1_the_code_turns_every_thirty_seconds', () => {
    expect(isDue(null, 0)).toBe(true)
    expect(isDue(1_000, 1_000 + TURN_MS - 1)).toBe(false)
    expect(isDue(1_000, 1_000 + TURN_MS)).toBe(true)
  })

  it('n_1_a_clock_that_was_set_back_makes_the_code_anew', () => {
    expect(isDue(10_000, 9_999)).toBe(true)
  })

  it('n_1_the_clock_beside_the_code_counts_down_to_the_next', () => {
    expect([-200, 0, 1, 29_999, 30_000, 90_000].map((ms) => secondsLeft(0, ms))).toEqual([30, 30, 30, 1, 0, 0])
    expect([-5, 0, 15_000, 90_000].map((ms) => elapsed(0, ms))).toEqual([0, 0, 0.5, 1])
  })
})
