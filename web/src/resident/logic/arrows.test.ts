import { expect, it } from 'vitest'
import { next } from './arrows'

it('s1_11_arrow_keys_move_through_what_was_found_and_back_to_the_box', () => {
  expect(next('ArrowDown', -1, 3)).toBe(0)
  expect(next('ArrowDown', 2, 3)).toBe(2)
  expect(next('ArrowUp', 1, 3)).toBe(0)
  expect(next('ArrowUp', 0, 3)).toBe(-1)
  expect([next('Home', 2, 3), next('End', 0, 3)]).toEqual([0, 2])
  expect(next('a', 0, 3)).toBeNull()
  expect(next('ArrowDown', -1, 0)).toBeNull()
})
