import { expect, it } from 'vitest'
import { caseOfProposal, filledBy, filledWith, fileSays, nextOf } from './case-form'
import { readCases, type CaseOfFile } from './cases'
import { emptyDraft } from './draft'

const TODAY = '2022-07-14'
const LIN = '330102199006123120'
const FILE = `name,document_kind,document_number,onset,id,kind,number,date
林小雨,,${LIN},2022-07-12,T1,train,G7311,2022-07-12
陈平,passport,USA E1234567,2022-07-13,,,,
,,${LIN},,T2,train,G7312,2022-07-12
`

function casesOf(text: string): readonly [CaseOfFile, CaseOfFile] {
  const [one, other] = readCases(text, TODAY).cases
  if (one === undefined || other === undefined) throw new Error('two cases')
  return [one, other]
}

it('n_5_a_case_of_a_file_fills_the_form_and_leaves_what_the_file_does_not_say', () => {
  const typed = { ...emptyDraft('case', TODAY, '330100'), why: 'why', basis: 'infectious_diseases_39' } as const
  const [lin, chen] = casesOf(FILE)
  const filled = filledWith(typed, lin, 'cases.csv')
  expect(filled).toMatchObject({ name: '林小雨', documentKind: 'resident_id', documentNumber: LIN, on: '2022-07-12', why: 'why' })
  expect(filled.file).toEqual({ name: 'cases.csv (2, 4)', text: lin.text, lines: [1, 2, 4] })
  // The next one takes nothing of the one before.
  expect(filledWith(filled, chen, 'cases.csv')).toMatchObject({
    documentKind: 'passport',
    documentNumber: 'USA E1234567',
    on: '2022-07-13',
    file: null,
    basis: 'infectious_diseases_39',
  })
})

it('n_5_what_the_form_asks_besides_may_stand_in_the_file_and_is_each_persons_own', () => {
  const [one, other] = casesOf(`name,document_kind,document_number,onset,why,end,basis
甲,护照,USA E0001,2022-07-12,said of one,2022-07-20,infectious_diseases_41
乙,Passport,USA E0002,2022-07-12,,,`)
  const filled = filledWith(emptyDraft('case', TODAY, '330100'), one, 'cases.csv')
  expect(filled).toMatchObject({ why: 'said of one', end: '2022-07-20', basis: 'infectious_diseases_41', documentKind: 'passport' })
  expect(filledWith(filled, other, 'cases.csv')).toMatchObject({ why: '', end: '', basis: '', documentKind: 'passport' })
})

it('n_5_the_next_case_is_one_without_a_fault_that_was_not_proposed', () => {
  const { cases } = readCases(
    `name,document_kind,document_number,onset
甲,passport,USA E0001,2022-07-12
乙,passport,USA E0002,yesterday
丙,passport,USA E0003,2022-07-12`,
    TODAY,
  )
  const [one, three] = ['passport USAE0001', 'passport USAE0003']
  expect(nextOf(cases, one, new Set([one]))?.name).toBe('丙')
  expect(nextOf(cases, three, new Set([three]))?.name).toBe('甲')
  expect(nextOf(cases, '', new Set([one, three]))).toBeUndefined()
})

it('n_5_a_file_that_was_corrected_says_otherwise_than_the_form_that_it_filled', () => {
  const [lin] = casesOf(FILE)
  const filled = filledBy(lin)
  const now = (text: string) => fileSays(filled, readCases(text, TODAY).cases)
  expect(fileSays(null, [lin])).toBe('nothing')
  expect(now(FILE)).toBe('same')
  expect(now(FILE.replace('\n', '\n\n'))).toBe('same')
  expect(now(FILE.replace('2022-07-12,T1', '2022-07-11,T1'))).toBe('other')
  expect(now(FILE.replace('G7312', 'G7314'))).toBe('other')
  expect(now(FILE.replaceAll(LIN, '11010519491231002X'))).toBe('gone')
})

it('n_5_a_number_that_was_corrected_in_the_form_is_of_the_case_that_filled_it', () => {
  const cases = casesOf(FILE)
  const [lin, chen] = cases
  const another = 'resident_id 11010519491231002X'
  expect(caseOfProposal(lin.key, '林小雨', null, cases)).toBe(lin.key)
  expect(caseOfProposal(another, ' 林小雨 ', filledBy(lin), cases)).toBe(lin.key)
  // What somebody else's papers say is of nobody on the list, whoever filled the form before.
  expect(caseOfProposal(another, '李华', filledBy(lin), cases)).toBe('')
  expect(caseOfProposal(another, '林小雨', null, cases)).toBe('')
  expect(caseOfProposal(chen.key, '林小雨', filledBy(lin), cases)).toBe(chen.key)
})
