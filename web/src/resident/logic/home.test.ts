import { expect, test } from 'vitest'
import type { County } from '../../shared/api'
import { isSaid, noHome, streetKept, streetOf } from './home'

const HANGZHOU = { code: '330100', zh: '杭州市', en: 'Hangzhou' }
const XIHU: County = { code: '330106', zh: '西湖区', en: 'Xihu District', city: HANGZHOU }
const DONGGUAN = { code: '441900', zh: '东莞市', en: 'Dongguan' }

test('s2_16_a_home_is_said_to_the_street_by_its_code_or_in_words_behind_its_county', () => {
  const picked = { ...noHome(), county: XIHU, street: { code: '330106001', name: '北山街道' } }
  expect([isSaid(picked), streetOf(picked)]).toEqual([true, '330106001'])
  const written = { ...noHome(), county: XIHU, words: ' 某街道 ' }
  expect([isSaid(written), streetOf(written)]).toEqual([true, '杭州市西湖区某街道'])
  expect([isSaid({ ...written, words: ' ' }), isSaid(noHome()), streetOf(noHome())]).toEqual([false, false, ''])
})

test('s2_16_a_city_without_counties_is_named_once', () => {
  const home = { ...noHome(), county: { ...DONGGUAN, city: DONGGUAN }, words: '莞城街道' }
  expect(streetOf(home)).toBe('东莞市莞城街道')
})

test('s2_29_a_home_that_is_kept_is_sent_back_as_it_was_said', () => {
  expect(streetKept('330106001 西湖区北山街道')).toBe('330106001')
  expect(streetKept('杭州市西湖区某街道')).toBe('杭州市西湖区某街道')
})
