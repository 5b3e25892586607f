import { expect, it } from 'vitest'
import { askedOf, emptyDraft, isComplete } from './draft'
import { KINDS, mayProposeAnything } from './kinds'

const order = {
  ...emptyDraft('order', '2022-07-14', '330100'),
  name: ' 李华 ',
  documentNumber: '11010519491231002x',
  basis: 'infectious_diseases_39',
  why: ' why ',
} as const

it('n_3_a_form_begins_today_with_two_weeks', () => {
  expect(emptyDraft('order', '2022-07-14', '330100')).toMatchObject({ from: '2022-07-14', end: '2022-07-28', place: '330100' })
})

it('n_3_what_ends_something_early_begins_with_the_day_after_the_last_on_which_it_is_answered', () => {
  expect(emptyDraft('lifting', '2022-07-14', '330100').end).toBe('2022-07-16')
  expect(emptyDraft('order_lifting', '2022-07-14', '330100').end).toBe('2022-07-16')
})

it('n_3_a_kind_asks_for_what_it_needs_and_sends_nothing_else', () => {
  expect(isComplete('order', order)).toBe(true)
  expect(isComplete('order', { ...order, why: ' ' })).toBe(false)
  expect(isComplete('lifting', order)).toBe(false)
  expect(isComplete('lifting', { ...order, of: '7' })).toBe(true)
  expect(isComplete('risk_list', order)).toBe(false)
  expect(isComplete('lifting', { ...order, of: 'seven' })).toBe(false)
  expect(askedOf('order', order)).toEqual({
    what: {
      kind: 'order',
      name: '李华',
      document_kind: 'resident_id',
      document_number: '11010519491231002X',
      colour: 'yellow',
      from: '2022-07-14',
    },
    why: 'why',
    basis: 'infectious_diseases_39',
    end: '2022-07-28',
    place: '330100',
  })
  const list = askedOf('risk_list', { ...order, file: { name: 'list.json', text: '{}' } })
  expect(list.what).toEqual({ kind: 'risk_list', file: 'list.json', text: '{}' })
})

it('s2_4_a_case_may_come_without_a_file_and_a_contact_names_its_case', () => {
  const file = { name: 'events.csv', text: 'id,kind\n' }
  expect(isComplete('events', order)).toBe(false)
  expect(askedOf('events', { ...order, file }).what).toEqual({ kind: 'events', file: 'events.csv', text: 'id,kind\n' })
  expect(isComplete('case', order)).toBe(true)
  expect(askedOf('case', order).what).toMatchObject({ kind: 'case', onset: '2022-07-14', text: '' })
  expect(isComplete('contact', order)).toBe(false)
  const contact = askedOf('contact', { ...order, of: '77', contactClass: 'secondary' })
  expect(contact.what).toMatchObject({ kind: 'contact', class: 'secondary', on: '2022-07-14', case: '77' })
})

it('s0_23_a_whole_county_is_named_by_its_code_and_the_words_of_the_list', () => {
  const named = { ...order, county: ' 330106 ', area: ' 西溪街道 ' }
  for (const kind of ['whole_county', 'whole_county_end'] as const) {
    expect(isComplete(kind, order)).toBe(false)
    expect(isComplete(kind, { ...named, county: '3301' })).toBe(false)
    expect(isComplete(kind, { ...named, area: ' ' })).toBe(false)
    expect(isComplete(kind, named)).toBe(true)
    expect(askedOf(kind, named).what).toEqual({ kind, county: '330106', area: '西溪街道' })
  }
})

it('n_3_the_entry_to_propose_is_there_for_whoever_may_propose_some_kind', () => {
  expect(mayProposeAnything((action) => action === 'propose_order')).toBe(true)
  expect(mayProposeAnything(() => false)).toBe(false)
  expect(KINDS).toHaveLength(12)
})
