import { beforeEach, expect, it, vi } from 'vitest'
import { nowMs } from '../../shared/clock'
import { addDays, dayOf } from '../../shared/days'
import type { ProposalAsked, Proposal } from '../../shared/api'
import type { CaseOfFile } from '../logic/cases'
import { chosen, done, forgetCases, inForm, next, noteFilled, noteProposed, noteStanding, proposed, read, says, takeCases } from './cases'

vi.hoisted(() => vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined }))

const TODAY = dayOf(nowMs())
const EARLIER = addDays(TODAY, -1)
const LIN = '330102199006123120'
const LI = '11010519491231002X'
const file = (onset: string) => `name,document_number,onset\n林小雨,${LIN},${onset}\n李华,${LI},${TODAY}\n`

function rows(): readonly [CaseOfFile, CaseOfFile] {
  const [one, other] = read.value.cases
  if (one === undefined || other === undefined) throw new Error('two cases')
  return [one, other]
}

function propose(id: string, name: string, number: string): void {
  const what = { kind: 'case', name, document_kind: 'resident_id', document_number: number, onset: TODAY, text: '' } as const
  const asked: ProposalAsked = { what, why: 'why', basis: 'infectious_diseases_39', end: TODAY, place: '330100' }
  noteProposed(asked, { id } as Proposal)
}

beforeEach(() => {
  forgetCases()
  takeCases('cases.csv', file(EARLIER))
})

it('n_5_a_file_that_is_chosen_again_says_that_the_form_holds_something_else', () => {
  noteFilled(rows()[0])
  expect(says.value).toBe('same')
  takeCases('cases.csv', file(TODAY))
  expect(says.value).toBe('other')
  expect(inForm.value?.onset).toBe(TODAY)
  noteFilled(rows()[0])
  expect(says.value).toBe('same')
  takeCases('cases.csv', file(TODAY).replace(LIN, '330102199006123999'))
  expect(says.value).toBe('gone')
  takeCases('', '')
  expect(says.value).toBe('nothing')
})

it('n_5_a_number_that_was_corrected_in_the_form_leaves_its_line_proposed_and_the_next_is_another', () => {
  const [lin, li] = rows()
  noteFilled(lin)
  propose('71', '林小雨', '330102199006123147')
  expect([...proposed.value]).toEqual([[lin.key, '71']])
  expect(done.value).toBe(1)
  expect(next.value?.key).toBe(li.key)
  expect(says.value).toBe('nothing')
})

it('n_5_a_case_whose_proposal_was_withdrawn_or_refused_is_open_again', () => {
  const [lin, li] = rows()
  noteFilled(lin)
  propose('71', '林小雨', LIN)
  noteFilled(li)
  propose('72', '李华', LI)
  expect(next.value).toBeUndefined()
  noteStanding([
    { id: '71', state: 'awaiting_approval', held: false },
    { id: '72', state: 'withdrawn', held: false },
  ])
  expect([...proposed.value.keys()]).toEqual([lin.key])
  expect(next.value?.key).toBe(li.key)
  noteStanding([{ id: '71', state: 'refused', held: false }])
  expect(done.value).toBe(0)
  // A case that was proposed fills the form again all the same.
  propose('73', '林小雨', LIN)
  noteFilled(lin)
  expect([inForm.value?.key, chosen.value]).toEqual([lin.key, lin.key])
})
