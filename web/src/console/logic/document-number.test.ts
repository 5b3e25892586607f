import { expect, it } from 'vitest'
import { normalNumber, wordOf, wrongNumber } from './document-number'

const TODAY = '2022-07-14'

it('n_5_a_number_has_one_form_however_it_is_written', () => {
  expect(normalNumber('resident_id', '\u202D１１０１０５　１９４９ 1231\u00A0002ｘ\u202C')).toBe('11010519491231002X')
  expect(normalNumber('resident_id', '110105491231002')).toBe('11010519491231002X')
  expect(normalNumber('hong_kong_macau_permit', 'h12345678 01')).toBe('H12345678')
  expect(normalNumber('taiwan_permit', '1234567801(A)')).toBe('12345678')
  for (const said of ['usa 123456789', 'USA:123 456 789', 'USA-123456789', 'ＵＳＡ　123456789']) {
    expect(normalNumber('passport', said)).toBe('USA 123456789')
    expect(wordOf(said)).toBe('USA123456789')
  }
  expect(wordOf('E 123')).toBe(wordOf('E123'))
  expect(wordOf('')).toBe('')
})

it('n_5_a_number_that_a_table_rounded_or_cut_is_none', () => {
  expect(wrongNumber('resident_id', '330102199006123120', TODAY)).toBeNull()
  expect(wrongNumber('resident_id', '110105491231002', TODAY)).toBeNull()
  expect(wrongNumber('resident_id', '330102199006123000', TODAY)).toBe('checkDigit')
  expect(wrongNumber('resident_id', '3.30102E+17', TODAY)).toBe('residentId')
  expect(wrongNumber('resident_id', '33010219900612312', TODAY)).toBe('residentId')
  expect(wrongNumber('resident_id', '330102199013123120', TODAY)).toBe('birthDate')
  expect(wrongNumber('resident_id', '330102202307153120', TODAY)).toBe('birthDate')
})

it('n_5_the_number_of_another_document_has_the_shape_of_its_kind', () => {
  expect(wrongNumber('passport', 'USA 123456789', TODAY)).toBeNull()
  expect(wrongNumber('passport', 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', TODAY)).toBeNull()
  expect(wrongNumber('passport', 'E1234567', TODAY)).toBe('passport')
  expect(wrongNumber('hong_kong_macau_permit', 'H1234567801', TODAY)).toBeNull()
  expect(wrongNumber('hong_kong_macau_permit', '12345678', TODAY)).toBe('documentNumber')
  expect(wrongNumber('taiwan_permit', '12345678', TODAY)).toBeNull()
  expect(wrongNumber('taiwan_permit', '1234567', TODAY)).toBe('documentNumber')
  expect(wrongNumber('foreign_resident_card', 'USA110083021014', TODAY)).toBeNull()
  expect(wrongNumber('foreign_resident_card', '911000199001010000', TODAY)).not.toBeNull()
})
