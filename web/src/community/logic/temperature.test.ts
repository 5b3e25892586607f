import { expect, it } from 'vitest'
import { readTemperature } from './temperature'

it('s2_29_a_temperature_is_read_as_it_is_typed_and_what_is_none_is_not', () => {
  expect(readTemperature('')).toBeNull()
  expect(readTemperature(' 36,5 ')).toBe(36.5)
  expect(readTemperature('37.34')).toBe(37.3)
  for (const typed of ['29.9', '45.1', '3', 'warm', '365']) expect(readTemperature(typed), typed).toBeNaN()
})
