import { expect, it } from 'vitest'
import { readClosing, readPosition, writeClosing, writePosition } from './venue'

it('n_5_a_position_is_read_as_people_write_it_and_nothing_else_is', () => {
  expect(readPosition('30.26, 120.15')).toEqual({ latitude: 3_026_000, longitude: 12_015_000 })
  expect(readPosition(' -33.86882，151.20930 ')).toEqual({ latitude: -3_386_882, longitude: 15_120_930 })
  expect(readPosition(writePosition(30.26, 120.15))).toEqual({ latitude: 3_026_000, longitude: 12_015_000 })
  for (const text of ['', '30.26', '120.15, 230.26', '95, 10', 'here']) expect(readPosition(text)).toBeNull()
})

it('n_5_a_place_closes_today_or_in_the_early_morning', () => {
  expect(readClosing('22:00', false)).toBe(1_320)
  expect(readClosing('02:30', true)).toBe(1_590)
  expect(writeClosing(1_590)).toBe('02:30')
})
