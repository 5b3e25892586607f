import { describe, expect, it } from 'vitest'
import { quarantine } from '../texts/quarantine'
import { calendarFile } from './calendar'

const DATES = { order: '77', open: ['2020-02-24', '2020-02-25', '2020-03-04'], free: '2020-03-05', moved: 1 }
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

  it('s2_29_the_file_of_a_later_day_takes_the_place_of_the_earlier_one', () => {
    const uid = (text: string) => lines(text).filter(([name]) => name === 'UID')
    const later = calendarFile({ ...DATES, open: [], free: '2020-03-06', moved: 2 }, quarantine.zh.calendar, 0)
    expect(uid(file('zh'))).toContainEqual(uid(later)[0])
    expect(later).toContain('SEQUENCE:2')
  })

  it('s2_29_signs_with_a_meaning_are_escaped', () => {
    const words = { checkIn: 'a,b;c\\d', checkInWhat: 'e\nf', free: 'g', freeWhat: 'h' }
    expect(calendarFile(DATES, words, 0)).toContain('SUMMARY:a\\,b\\;c\\\\d')
  })
})
