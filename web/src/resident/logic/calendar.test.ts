import { describe, expect, it } from 'vitest'
import { quarantine } from '../texts/quarantine'
import { calendarFile, datesOf } from './calendar'

const DATES = { who: '77', open: ['2020-02-24', '2020-02-25', '2020-03-04'], free: '2020-03-05' }
const file = (language: 'zh' | 'en') =>
  calendarFile(DATES, quarantine[language].calendar, Date.UTC(2020, 1, 24, 2, 3, 4))

/** Reads the file back by the grammar of RFC 5545: unfolded lines of a name, parameters and a value. */
function lines(text: string): [string, string][] {
  expect(text.endsWith('\r\n')).toBe(true)
  for (const line of text.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
  const unfolded = text.replaceAll('\r\n ', '').trimEnd().split('\r\n')
  return unfolded.map((line) => {
    const [, name, value] = /^([A-Z-]+(?:;[A-Z]+=[A-Z]+)*):(.*)$/.exec(line) ?? []
    expect(name, line).toBeDefined()
    return [name ?? '', value ?? '']
  })
}

describe('the calendar of the phone', () => {
  it('s2_29_every_day_to_check_in_and_the_free_date_stand_in_the_calendar', () => {
    const all = lines(file('en'))
    const named = (name: string) => all.filter(([one]) => one === name).map(([, value]) => value)
    expect(named('BEGIN')).toEqual(['VCALENDAR', 'VEVENT', 'VALARM', 'VEVENT', 'VALARM'])
    expect(named('END')).toEqual(['VALARM', 'VEVENT', 'VALARM', 'VEVENT', 'VCALENDAR'])
    expect(named('DTSTART')).toEqual(['20200224T010000Z'])
    expect(named('RRULE')).toEqual(['FREQ=DAILY;UNTIL=20200304T010000Z'])
    expect(named('DTSTART;VALUE=DATE')).toEqual(['20200305'])
    expect(named('DTEND;VALUE=DATE')).toEqual(['20200306'])
    expect(named('DTSTAMP')).toEqual(['20200224T020304Z', '20200224T020304Z'])
    expect(new Set(named('UID')).size).toBe(2)
  })

  it('s2_29_a_title_names_no_colour_in_either_language', () => {
    for (const language of ['zh', 'en'] as const) {
      const titles = lines(file(language)).filter(([name]) => name === 'SUMMARY')
      expect(titles).toHaveLength(2)
      for (const [, title] of titles) expect(title).not.toMatch(/[绿黄红蓝]|green|yellow|red\b|blue|隔离|quarantine/i)
    }
  })

  it('s2_29_a_newer_file_takes_the_place_of_the_older_one_whichever_orders_it_is_of', () => {
    const named = (text: string, name: string) => lines(text).filter(([one]) => one === name).map(([, value]) => value)
    const later = calendarFile({ ...DATES, free: '2020-03-06' }, quarantine.zh.calendar, Date.UTC(2020, 1, 24, 2, 3, 5))
    expect(named(later, 'UID')).toEqual(named(file('zh'), 'UID'))
    const [before, after] = [file('zh'), later].map((text) => new Set(named(text, 'SEQUENCE').map(Number)))
    expect([...(after ?? [])]).toEqual([...(before ?? [])].map((number) => number + 1))
    expect(Number(named(calendarFile(DATES, quarantine.zh.calendar, Date.UTC(2087, 0)), 'SEQUENCE')[0])).toBeLessThan(2 ** 31)
  })

  it('s2_29_of_orders_side_by_side_the_latest_free_date_alone_is_named', () => {
    const day = (date: string, state: 'open' | 'counted') => ({ date, state, colour: 'red' as const })
    const long = { free: '2020-03-09', calendar: [day('2020-02-24', 'counted'), day('2020-02-25', 'open'), day('2020-03-08', 'open')] }
    const short = { free: '2020-03-02', calendar: [day('2020-02-25', 'open'), day('2020-03-01', 'open')] }
    const dates = datesOf('77', [long, short])
    expect(dates).toEqual({ who: '77', open: ['2020-02-25', '2020-03-01', '2020-03-08'], free: '2020-03-09' })
    const all = lines(calendarFile(dates ?? DATES, quarantine.en.calendar, 0))
    expect(all.filter(([name]) => name === 'DTSTART;VALUE=DATE')).toEqual([['DTSTART;VALUE=DATE', '20200309']])
    expect(datesOf('77', [])).toBeNull()
  })

  it('s2_29_signs_with_a_meaning_are_escaped', () => {
    const words = { checkIn: 'a,b;c\\d', checkInWhat: 'e\nf', free: 'g', freeWhat: 'h' }
    expect(calendarFile(DATES, words, 0)).toContain('SUMMARY:a\\,b\\;c\\\\d')
  })
})
