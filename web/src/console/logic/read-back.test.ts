import { expect, it } from 'vitest'
import { propose } from '../texts/propose'
import { placesSaid } from './read-back'

it('n_5_a_case_without_events_is_read_back_by_a_sentence_of_its_own', () => {
  for (const texts of [propose.zh, propose.en]) {
    const read = (events: number, file: string) => {
      const [word, values] = placesSaid(events, file)
      return texts.places[word].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]))
    }
    expect(texts.says.case).toContain('{places}')
    expect(texts.says.case).not.toContain('{file}')
    expect(read(0, '')).toMatch(/^[^:：{}]+[.。]$/)
    expect(read(2, 'cases.csv (2, 4)')).toContain('cases.csv (2, 4)')
    expect(read(2, 'cases.csv (2, 4)')).toContain('2')
    expect(read(0, '')).not.toBe(read(1, 'events.csv'))
  }
})
