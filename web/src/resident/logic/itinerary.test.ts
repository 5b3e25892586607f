import { expect, it } from 'vitest'
import type { Comparison, Itinerary } from '../../shared/api'
import {
  answersOf,
  draftsOf,
  helpOf,
  isEdited,
  isSettled,
  isWholePlace,
  newPlace,
  numberToMend,
  requestKinds,
  toPlaces,
  viewOf,
  withAnswer,
  type DraftPlace,
} from './itinerary'

const text = { zh: '文', en: 'text' }
type Number = Itinerary['numbers'][number]

function number(id: string, state: Number['state'] = 'to_confirm'): Number {
  return { id, phone_masked: '138****0000', at: 1, of: 1, state, shows_places: true, same_as_first: false, places: [] }
}

function check(change: Partial<Itinerary>): Itinerary {
  return {
    city: { code: '110000', ...text },
    state: 'in_progress',
    from: '2026-11-16',
    to: '2026-11-30',
    window_days: 14,
    consent: { version: '1', text },
    rules: [],
    numbers: [number('0')],
    next: { step: 'begin' },
    causes: [],
    contact: text,
    ...change,
  }
}

const cause = (word: Itinerary['causes'][number]['cause']) => ({ cause: word, text, remedy: text })

it('s0_16_s0_17_the_page_shows_the_step_that_the_check_says_is_next', () => {
  const at = (step: Itinerary['next']['step'], of?: string) => viewOf(check({ next: { step, number: of ?? null } }))
  expect(at('begin')).toEqual({ at: 'begin' })
  expect(at('confirm', '0')).toEqual({ at: 'code', number: '0' })
  expect(at('places', '7')).toEqual({ at: 'places', number: '7' })
  expect(at('submit')).toEqual({ at: 'compare' })
  expect(viewOf(check({ state: 'to_do', next: { step: 'staff' }, numbers: [] }))).toEqual({ at: 'begin' })
  // A guardian is not shown the numbers of a member who has some.
  expect(viewOf(check({ state: 'to_do', next: { step: 'begin' }, numbers: [] }))).toEqual({ at: 'theirs' })
})

it('s0_3_what_came_of_a_check_is_shown_before_any_step', () => {
  const submit = { step: 'submit' as const }
  expect(viewOf(check({ state: 'not_required' }))).toEqual({ at: 'nothing' })
  expect(viewOf(check({ state: 'passed', next: { step: 'done' } }), { mending: '0' })).toEqual({ at: 'passed' })
  expect(viewOf(check({ state: 'failed', next: submit }))).toEqual({ at: 'failed' })
  expect(viewOf(check({ state: 'with_staff', next: submit }))).toEqual({ at: 'staff' })
})

it('s0_13_who_goes_back_to_mend_a_number_is_not_led_to_one_that_was_given_back', () => {
  const failed = check({ state: 'failed', next: { step: 'submit' } })
  expect(viewOf(failed, { mending: '0' })).toEqual({ at: 'places', number: '0' })
  expect(viewOf(failed, { mending: '5' })).toEqual({ at: 'failed' })
  expect(numberToMend(failed, null)).toBe('0')
  expect(numberToMend(failed, '5')).toBe('5')
})

it('s0_3_comparing_again_does_not_hide_that_a_check_passed_meanwhile', () => {
  const at = (state: Itinerary['state'], step: Itinerary['next']['step']) => check({ state, next: { step } })
  for (const state of ['failed', 'with_staff'] as const) {
    expect(viewOf(at(state, 'submit'), { again: true })).toEqual({ at: 'compare' })
  }
  for (const went of [{ again: true }, { beginning: true }, { mending: '0' }]) {
    expect(viewOf(at('passed', 'done'), went)).toEqual({ at: 'passed' })
    expect(viewOf(at('not_required', 'done'), went)).toEqual({ at: 'nothing' })
  }
  expect(viewOf(at('in_progress', 'submit'), { beginning: true })).toEqual({ at: 'begin' })
})

it('s0_5_a_place_is_sent_whole_and_read_back_as_it_was', () => {
  const county: DraftPlace = {
    id: '1',
    place: { kind: 'county', code: '330102', name: text, of: text },
    from: '2026-11-20',
    to: '2026-11-21',
  }
  const abroad: DraftPlace = { ...county, id: '2', place: { kind: 'country', code: 'HK', name: text, of: null } }
  const half: DraftPlace = { ...county, id: '3', to: '' }
  expect([newPlace(), half, county].map(isWholePlace)).toEqual([false, false, true])
  const sent = toPlaces([newPlace(), county, half, abroad])
  expect(sent).toEqual([
    { county: '330102', from: '2026-11-20', to: '2026-11-21' },
    { country: 'HK', from: '2026-11-20', to: '2026-11-21' },
  ])
  const kept = sent.map((place) => ({ ...place, name: text }))
  expect(toPlaces(draftsOf(kept))).toEqual(sent)
})

it('s0_18_a_list_that_was_changed_and_not_sent_is_told_from_one_that_was_sent', () => {
  const kept = [{ county: '330102', name: text, from: '2026-11-20', to: '2026-11-21' }]
  const typed = draftsOf(kept)
  expect(isEdited(undefined, kept)).toBe(false)
  expect(isEdited(typed, kept)).toBe(false)
  expect(isEdited([...typed, newPlace()], kept), 'what is begun and not whole would not be sent').toBe(false)
  expect(isEdited([], kept)).toBe(true)
  expect(isEdited(typed.map((place) => ({ ...place, to: '2026-11-22' })), kept)).toBe(true)
})

it('s0_9_a_question_about_a_neighbouring_county_is_settled_by_either_answer_and_a_finding_is_not', () => {
  const place = { county: '330106', name: text }
  const asked = { number: '0', place, on: '2026-11-20', text }
  const compared: Comparison = { passed: false, findings: [], hints: [], asked: [asked] }
  expect(isSettled(compared, {})).toBe(false)
  for (const wasThere of [true, false]) {
    const answers = withAnswer({}, '0', '330106', wasThere)
    expect(isSettled(compared, answers)).toBe(true)
    expect(answersOf(answers)).toEqual([{ number: '0', county: '330106', was_there: wasThere }])
  }
  const found = { ...compared, findings: [cause('undeclared_place')] }
  expect(isSettled(found, withAnswer({}, '0', '330106', false))).toBe(false)
})

it('s0_15_s0_20_staff_are_asked_about_what_happened_and_nothing_else', () => {
  const failed = (word: Itinerary['causes'][number]['cause'], step: Itinerary['next']['step'] = 'submit') =>
    requestKinds(check({ state: 'failed', next: { step }, causes: [cause(word)] }))
  expect(requestKinds(check({ state: 'to_do', next: { step: 'staff' } }))).toEqual(['no_number'])
  expect(requestKinds(check({ state: 'in_progress', next: { step: 'submit' } }))).toEqual(['no_consent'])
  expect(requestKinds(check({ state: 'passed', next: { step: 'done' } }))).toEqual([])
  expect(failed('abroad_at_border')).toEqual(['border', 'record_wrong'])
  expect(failed('undeclared_place')).toEqual(['record_wrong'])
  expect(failed('destination_missing')).toEqual(['no_consent'])
  expect(failed('number_unverified')).toEqual(['no_number'])
  expect(failed('number_unverified', 'confirm')).toEqual(['no_consent'])
  expect(requestKinds(check({ state: 'with_staff', next: { step: 'submit' } }))).toEqual([])
})

it('s0_7_each_cause_of_a_check_leads_to_its_answer_on_the_help_page', () => {
  const words = ['destination_missing', 'undeclared_place', 'number_unverified', 'abroad_at_border'] as const
  expect(words.map(helpOf)).toEqual(['destination_missing', 'place_undeclared', 'number_unverified', 'abroad_at_border'])
})
