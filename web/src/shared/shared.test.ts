import { describe, expect, it } from 'vitest'
import { fromBase64Url, toBase64Url } from './bytes'
import { addDays, dayOf, daysBetween, daysFrom, sayClock, sayDay, saySpan, weekday } from './days'
import { newId } from './ids'
import { firstLanguage } from './language'

describe('ids', () => {
  it('s2_10_ids_are_positive_63_bit_numbers_as_text', () => {
    const ids = Array.from({ length: 200 }, newId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.every((id) => /^[1-9]\d*$/.test(id) && BigInt(id) < 2n ** 63n)).toBe(true)
  })
})

describe('bytes', () => {
  it('n_1_bytes_travel_as_base64url_without_padding', () => {
    const bytes = Uint8Array.of(251, 255, 0, 62)
    expect(toBase64Url(bytes)).toBe('-_8APg')
    expect(fromBase64Url('-_8APg')).toEqual(bytes)
  })
})

describe('days', () => {
  it('s2_29_days_are_those_of_shanghai_whatever_zone_the_phone_is_in', () => {
    expect(dayOf(Date.parse('2022-07-13T16:00:00Z'))).toBe('2022-07-14')
    expect(dayOf(Date.parse('2022-07-13T15:59:59Z'))).toBe('2022-07-13')
    expect(sayClock(Date.parse('2022-07-13T16:00:05Z'), true)).toBe('00:00:05')
  })

  it('s2_29_days_are_counted_over_the_ends_of_months_and_years', () => {
    expect(addDays('2020-02-28', 2)).toBe('2020-03-01')
    expect(addDays('2022-01-01', -1)).toBe('2021-12-31')
    expect(daysBetween('2022-06-30', '2022-07-14')).toBe(14)
    expect(daysFrom('2022-06-30', '2022-07-02')).toEqual(['2022-06-30', '2022-07-01', '2022-07-02'])
    expect(daysFrom('2022-07-02', '2022-07-01')).toEqual([])
    expect(weekday('2022-07-11')).toBe(0)
  })

  it('s0_24_days_are_read_in_both_languages', () => {
    expect(sayDay('zh-CN', '2022-07-14', '2022-07-20')).toBe('7月14日')
    expect(sayDay('en-GB', '2022-07-14', '2022-07-20')).toBe('14 July')
    expect(sayDay('en-GB', '2022-07-14', '2023-01-01')).toBe('14 July 2022')
    expect(saySpan('zh-CN', '2022-07-14', '2022-07-16', '2022-07-20')).toBe('7月14日 – 7月16日')
    expect(saySpan('zh-CN', '2022-07-14', '2022-07-14', '2022-07-20')).toBe('7月14日')
  })
})

describe('the language of the page', () => {
  it('s0_24_the_page_begins_in_the_language_of_the_phone', () => {
    expect(firstLanguage(null, ['zh-TW', 'en'])).toBe('zh')
    expect(firstLanguage(null, ['fr-FR', 'zh-CN'])).toBe('zh')
    expect(firstLanguage(null, ['en-US', 'zh'])).toBe('en')
    expect(firstLanguage(null, ['fr-FR'])).toBe('en')
  })

  it('s0_24_what_the_person_chose_stays', () => {
    expect(firstLanguage('zh', ['en'])).toBe('zh')
    expect(firstLanguage('en', ['zh-CN'])).toBe('en')
  })
})
