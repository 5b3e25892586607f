import { describe, expect, it } from 'vitest'
import { gaps, overlaps, useOf } from './stays'

const window = { from: '2022-06-30', to: '2022-07-14' }

describe('the places of a declaration', () => {
  it('s2_10_days_without_a_place_are_shown_as_gaps', () => {
    const stays = [
      { from: '2022-07-01', to: '2022-07-03' },
      { from: '2022-07-05', to: '2022-07-20' },
    ]
    expect(gaps(stays, window)).toEqual([
      { from: '2022-06-30', to: '2022-06-30' },
      { from: '2022-07-04', to: '2022-07-04' },
    ])
    expect(gaps([], window)).toEqual([window])
    expect(gaps([{ from: '2022-05-01', to: '2022-07-14' }], window)).toEqual([])
  })

  it('s2_10_days_that_two_places_claim_are_shown_as_overlaps', () => {
    const wuhan = { from: '2022-07-06', to: '2022-07-09' }
    const shanghai = { from: '2022-07-08', to: '2022-07-10' }
    expect(overlaps([wuhan, shanghai])).toEqual([{ first: 0, second: 1, from: '2022-07-08', to: '2022-07-09' }])
    expect(useOf('2022-07-08', [wuhan, shanghai])).toBe('twice')
    expect(useOf('2022-07-06', [wuhan, shanghai])).toBe('away')
    expect(useOf('2022-07-11', [wuhan, shanghai])).toBe('home')
  })

  it('s2_10_the_day_of_a_journey_belongs_to_both_places', () => {
    const before = { from: '2022-07-06', to: '2022-07-09' }
    const after = { from: '2022-07-09', to: '2022-07-11' }
    expect(overlaps([before, after])).toEqual([])
    expect(overlaps([after, before])).toEqual([])
    const visit = { from: '2022-07-08', to: '2022-07-08' }
    expect(overlaps([before, visit])).toHaveLength(1)
  })

  it('s2_10_two_places_of_one_single_day_are_a_journey', () => {
    const morning = { from: '2022-07-09', to: '2022-07-09' }
    expect(overlaps([morning, { ...morning }])).toEqual([])
  })
})
