import { expect, it } from 'vitest'
import { filledWith, nextOf, readCases } from './cases'
import { emptyDraft } from './draft'

const TODAY = '2022-07-14'
const HEAD = 'name,document_kind,document_number,onset,id,kind,number,date,venue,place,from,to'
const LIN = '330102199006123120'
const FILE = `${HEAD}
林小雨,,${LIN},2022-07-12,T1,train,G7311,2022-07-12,,,,
陈平,passport,e1234567,2022-07-13,,,,,,,,
,,${LIN},,R1,venue,,,知味观,restaurant,2022-07-12 18:00,2022-07-12 19:00
`
const wrongs = (text: string) => {
  const { cases, faults } = readCases(text, TODAY)
  return [...faults, ...cases.flatMap((one) => one.faults)].map(({ line, field, wrong }) => `${line} ${field} ${wrong}`)
}

it('n_5_a_file_has_a_line_a_person_and_one_more_for_each_further_event_of_the_same_document', () => {
  const { cases, faults } = readCases(FILE, TODAY)
  expect(faults).toEqual([])
  expect(cases.map(({ name, lines, events, faults: own }) => ({ name, lines, events, own }))).toEqual([
    { name: '林小雨', lines: [2, 4], events: 2, own: [] },
    { name: '陈平', lines: [3], events: 0, own: [] },
  ])
  expect(cases[0]?.text).toBe(`id,kind,number,date,venue,place,from,to
T1,train,G7311,2022-07-12,,,,
R1,venue,,,知味观,restaurant,2022-07-12 18:00,2022-07-12 19:00
`)
  expect(readCases(' ', TODAY)).toEqual({ cases: [], faults: [] })
})

it('n_5_a_case_of_a_file_fills_the_form_and_leaves_what_the_file_does_not_say', () => {
  const typed = { ...emptyDraft('case', TODAY, '330100'), why: 'why', basis: 'infectious_diseases_39' } as const
  const [lin, chen] = readCases(FILE, TODAY).cases
  if (lin === undefined || chen === undefined) throw new Error('two cases')
  const filled = filledWith(typed, lin, 'cases.csv')
  expect(filled).toMatchObject({ name: '林小雨', documentKind: 'resident_id', documentNumber: LIN, on: '2022-07-12', why: 'why' })
  expect(filled.file).toEqual({ name: 'cases.csv (2, 4)', text: lin.text })
  // The next one takes nothing of the one before.
  expect(filledWith(filled, chen, 'cases.csv')).toMatchObject({
    documentKind: 'passport',
    documentNumber: 'E1234567',
    on: '2022-07-13',
    file: null,
    basis: 'infectious_diseases_39',
  })
})

it('n_5_what_the_form_asks_besides_may_stand_in_the_file_and_is_each_persons_own', () => {
  const text = `name,document_kind,document_number,onset,why,end,basis
甲,护照,E1,2022-07-12,said of one,2022-07-20,infectious_diseases_41
乙,Passport,E2,2022-07-12,,,`
  const [one, other] = readCases(text, TODAY).cases
  if (one === undefined || other === undefined) throw new Error('two cases')
  const filled = filledWith(emptyDraft('case', TODAY, '330100'), one, 'cases.csv')
  expect(filled).toMatchObject({ why: 'said of one', end: '2022-07-20', basis: 'infectious_diseases_41', documentKind: 'passport' })
  expect(filledWith(filled, other, 'cases.csv')).toMatchObject({ why: '', end: '', basis: '', documentKind: 'passport' })
})

it('n_5_what_is_wrong_is_told_by_line_and_field', () => {
  expect(wrongs('name,onset,colour,name')).toEqual(['1 colour unknownColumn', '1 name columnTwice', '1 document_number columnMissing'])
  expect(wrongs('name,document_number,onset,seat')).toEqual(['1 id columnMissing', '1 kind columnMissing'])
  expect(wrongs('name,document_number,onset')).toEqual(['1  none'])
  expect(wrongs('name,document_number,onset\n甲,"1,2022-07-12')).toEqual(['2  quote'])
  expect(
    wrongs(`name,document_kind,document_number,onset
,,3.30102E+17,2022-07-12
甲,licence,E1,
乙,passport,E2,2022-02-30
丙,passport,E3,2022-07-15
丁,passport,E4,2022-05-14
\uFFFD,passport,E5,2022-07-12,more`),
  ).toEqual([
    '2 name missing',
    '2 document_number residentId',
    '3 onset missing',
    '3 document_kind documentKind',
    '4 onset date',
    '5 onset onset',
    '6 onset onset',
    '7  cells',
    '7 name encoding',
  ])
})

it('n_5_a_further_line_adds_an_event_and_no_event_stands_there_twice', () => {
  expect(
    wrongs(`${HEAD}
甲,passport,E1,2022-07-12,T1,train,G1,2022/07/12,,,,
甲,passport,E1,2022-07-13,T2,walk,,,,,,
,,e1,,,,,,,,,
乙,passport,E2,2022-07-12,T1,train,G1,2022-07-12,,,,
丙,passport,E3,2022-07-12,,train,G1,2022-07-12,,,,`),
  ).toEqual([
    '3 onset differs',
    '4 document_number repeated',
    '2 date date',
    '3 kind eventKind',
    '5 id idTwice',
    '6 id missing',
  ])
})

it('n_5_the_next_case_is_one_without_a_fault_that_was_not_proposed', () => {
  const text = `name,document_kind,document_number,onset
甲,passport,E1,2022-07-12
乙,passport,E2,yesterday
丙,passport,E3,2022-07-12`
  const { cases } = readCases(text, TODAY)
  expect(nextOf(cases, 'passport E1', new Set(['passport E1']))?.name).toBe('丙')
  expect(nextOf(cases, 'passport E3', new Set(['passport E3']))?.name).toBe('甲')
  expect(nextOf(cases, '', new Set(['passport E1', 'passport E3']))).toBeUndefined()
})
