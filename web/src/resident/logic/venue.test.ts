import { expect, it } from 'vitest'
import { distanceM, isFar, readFigures } from './venue'

const PLACE = { latitude: 3_026_000, longitude: 12_015_000 }
const at = (latitude: number, longitude: number, accuracy = 20) => ({ latitude, longitude, accuracy })

it('n_5_five_kilometres_away_is_far_and_across_the_street_is_not', () => {
  expect(distanceM(at(30.26, 120.15), PLACE)).toBeLessThan(1)
  expect(isFar(at(30.2605, 120.1505), PLACE)).toBe(false)
  expect(Math.round(distanceM(at(30.305, 120.15), PLACE) / 100)).toBe(50)
  expect(isFar(at(30.305, 120.15), PLACE)).toBe(true)
  expect(isFar(at(30.26, 120.202), PLACE)).toBe(true)
})

it('n_5_what_a_phone_does_not_know_counts_for_the_person_up_to_a_kilometre', () => {
  expect(isFar(at(30.275, 120.15, 900), PLACE)).toBe(false)
  expect(isFar(at(30.275, 120.15, 20), PLACE)).toBe(true)
  expect(isFar(at(30.305, 120.15, 60_000), PLACE)).toBe(true)
})

it('n_5_places_on_the_other_side_of_the_date_line_are_not_an_earth_apart', () => {
  expect(distanceM(at(0, 179.999), { latitude: 0, longitude: -17_999_900 })).toBeLessThan(500)
})

it('n_5_four_figures_are_read_however_a_keyboard_writes_them', () => {
  expect(readFigures(' 47 11 ')).toBe('4711')
  expect(readFigures('４７１１')).toBe('4711')
  expect(readFigures('471')).toBeNull()
  expect(readFigures('47111')).toBeNull()
  expect(readFigures('abcd')).toBeNull()
})
