// A scanner's typing is told from a person's.
import { expect, test } from 'vitest'
import { Wedge } from './wedge'

function type(wedge: Wedge, text: string, everyMs: number, fromMs = 0): (string | boolean)[] {
  return [...text, 'Enter'].map((key, i) => wedge.key(key, fromMs + i * everyMs))
}

test('s2_19_what_is_typed_fast_and_ends_with_enter_is_a_code', () => {
  const wedge = new Wedge()
  expect(type(wedge, 'HCP1:%69 VD92EX0', 12).at(-1)).toBe('HCP1:%69 VD92EX0')
  expect(type(wedge, 'HCP1:BB8', 12, 500).at(-1), 'the next one stands alone').toBe('HCP1:BB8')
})

test('s2_19_shift_keys_of_the_scanner_are_no_characters', () => {
  const wedge = new Wedge()
  const keys = ['Shift', 'H', 'Shift', 'C', 'P', '1', 'Shift', ':', 'B', 'Enter']
  expect(keys.map((key, i) => wedge.key(key, i * 10)).at(-1)).toBe('HCP1:B')
})

test('s2_19_a_code_is_read_on_a_busy_machine_too', () => {
  expect(type(new Wedge(), 'HCP1:%69 VD92EX0', 700).at(-1)).toBe('HCP1:%69 VD92EX0')
})

test('s2_19_what_a_person_types_stays_with_the_page', () => {
  const wedge = new Wedge()
  expect(type(wedge, 'good day', 180)).toEqual(Array(9).fill(false))
  expect(wedge.key('Enter', 60_000)).toBe(false)
})
