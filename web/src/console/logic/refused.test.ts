import { expect, it } from 'vitest'
import { readCases } from './cases'
import { filledWith } from './case-form'
import { emptyDraft } from './draft'
import { placeRefused } from './refused'

const FILE = `name,document_kind,document_number,onset,id,kind,number,date
林小雨,,330102199006123120,2022-07-12,,,,

陈平,passport,USA E1234567,2022-07-13,T1,train,G1,2022-07-12
,,330102199006123120,,T2,train,G7311,2022-07-12
,,330102199006123120,,T3,train,G7312,2022-07-12
`

it('n_5_what_the_service_finds_wrong_is_told_by_the_line_of_the_file_of_cases', () => {
  const [lin] = readCases(FILE, '2022-07-14').cases
  if (lin === undefined) throw new Error('a case')
  const { file } = filledWith(emptyDraft('case', '2022-07-14', '330100'), lin, 'cases.csv')
  expect(placeRefused('what.text[2].to', file)).toEqual({ at: 5, column: 'to', isEntry: false })
  expect(placeRefused('what.text[3].date', file)).toEqual({ at: 6, column: 'date', isEntry: false })
  expect(placeRefused('what.text[1].seat', file)).toEqual({ at: 1, column: 'seat', isEntry: false })
})

it('n_5_what_is_wrong_in_a_file_of_events_is_told_by_its_own_line', () => {
  const file = { name: 'events.csv', text: 'id,kind\n\nT1,train\nT2,train\n' }
  expect(placeRefused('what.text[3].to', file)).toEqual({ at: 4, column: 'to', isEntry: false })
  expect(placeRefused('what.text[202].text', file)).toEqual({ at: 202, column: '', isEntry: false })
  expect(placeRefused('what.text[4].to', null)).toEqual({ at: 4, column: 'to', isEntry: false })
  const json = { name: 'events.json', text: ' [{"id":"T1"}]' }
  expect(placeRefused('what.text[2].kind', json)).toEqual({ at: 1, column: 'kind', isEntry: true })
  expect(placeRefused('what.text[1].text', json)).toEqual({ at: 1, column: '', isEntry: false })
  expect(placeRefused('what.document_number', file)).toBeNull()
})
