import { expect, test } from 'vitest'
import { asksBirthDate } from './birth'

test('s2_16_a_birth_date_is_asked_for_where_the_number_has_none', () => {
  expect(asksBirthDate('resident_id', '11010519491231002X')).toBe(false)
  expect(asksBirthDate('passport', 'DEU C01X00T47')).toBe(true)
  expect(asksBirthDate('taiwan_permit', '12345678')).toBe(true)
  expect(asksBirthDate('hong_kong_macau_permit', 'H12345678')).toBe(true)
  expect(asksBirthDate('foreign_resident_card', '932682 19850101 0017')).toBe(false)
  expect(asksBirthDate('foreign_resident_card', 'KAZ110090123105')).toBe(true)
})
