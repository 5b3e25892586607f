import { expect, it } from 'vitest'
import { fits, standingOf } from './standing'

const waiting = { state: 'awaiting_approval', held: false, asked: false, own: true } as const

it('n_3_a_proposal_waits_holds_or_has_ended_and_a_held_one_does_not_hold_yet', () => {
  expect(standingOf(waiting)).toBe('open')
  expect(standingOf({ state: 'in_force', held: false })).toBe('force')
  expect(standingOf({ state: 'in_force', held: true })).toBe('open')
  expect(standingOf({ state: 'confirmed', held: true })).toBe('force')
  expect(standingOf({ state: 'agreed', held: true })).toBe('force')
  expect((['refused', 'expired', 'lapsed', 'withdrawn'] as const).map((state) => standingOf({ state, held: true }))).toEqual(
    Array(4).fill('over'),
  )
})

it('n_3_a_list_of_proposals_is_looked_through_by_whose_and_how_far', () => {
  expect(fits(waiting, 'all')).toBe(true)
  expect(fits(waiting, 'own')).toBe(true)
  expect(fits(waiting, 'asked')).toBe(false)
  expect(fits(waiting, 'open')).toBe(true)
  expect(fits({ ...waiting, state: 'refused' }, 'open')).toBe(false)
})
