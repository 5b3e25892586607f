import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { Proposal } from '../../shared/api'
import { keptOpen, openingOf, PURPOSES } from './opening'

const SUBJECT = { name: '李华', document: '110101199003070134', colour: 'red', from: '2022-07-14' } as const
const order = {
  id: '7',
  kind: 'order',
  state: 'awaiting_approval',
  asked: true,
  opens: true,
  subject: null,
} as Proposal

it('n_7_the_purposes_from_which_one_chooses_are_those_that_the_interface_takes', () => {
  const described = JSON.parse(readFileSync(new URL('../../../openapi.json', import.meta.url), 'utf8'))
  const { parameters } = described.paths['/api/staff/proposals/{id}'].get
  const { description } = parameters.find(({ name }: { name: string }) => name === 'purpose')
  expect(/opened: ([^.]*)\./.exec(description)?.[1]?.split(/, | or /)).toEqual(PURPOSES)
})

it('n_7_what_is_about_a_person_is_closed_until_whose_hands_it_is_in_say_why_they_look', () => {
  expect(openingOf(order, false)).toBe('closed')
  expect(openingOf({ ...order, subject: SUBJECT }, true)).toBe('open')
  expect(openingOf({ ...order, opens: false }, false)).toBe('foreign')
  expect(openingOf({ ...order, kind: 'lifting' }, false)).toBe('closed')
})

it('n_7_what_was_opened_and_is_no_longer_there_is_not_asked_for_again', () => {
  expect(openingOf(order, true)).toBe('gone')
})

it('n_6_what_is_about_nobody_needs_no_purpose', () => {
  for (const kind of ['risk_list', 'policy', 'trust_list', 'order_lifting'] as const) {
    expect(openingOf({ ...order, kind }, false)).toBe('open')
  }
})

it('n_7_after_an_answer_what_was_opened_stays_for_whose_hands_it_is_in_alone', () => {
  const before = { ...order, subject: SUBJECT, why: 'Shared a room.', of: null } as Proposal
  const approved = { ...order, state: 'in_force', asked: false, why: null } as Proposal
  expect(keptOpen(before, approved)).toMatchObject({ state: 'in_force', subject: SUBJECT, why: 'Shared a room.' })
  const refused = keptOpen(before, { ...approved, state: 'refused', opens: false })
  expect([refused.state, refused.subject, refused.why]).toEqual(['refused', null, null])
})
