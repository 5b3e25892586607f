import { describe, expect, it } from 'vitest'
import type { MyDeclaration } from '../../shared/api'
import { changedDraft, isTyped, saidBefore, saysNothingNew, standingOf, tapped, unchangedDraft } from './anew'
import { isAnswered, lookedThrough, newDraft, toDeclaration } from './draft'

const hangzhou = { code: '330100', zh: '杭州市', en: 'Hangzhou' }
const xihu = { code: '330106', zh: '西湖区', en: 'Xihu District' }
const wuhan = { code: '420100', zh: '武汉市', en: 'Wuhan' }
const wuchang = { code: '420106', zh: '武昌区', en: 'Wuchang District' }
const TODAY = '2022-07-14'
const ms = (day: string) => Date.parse(`${day}T09:00:00+08:00`)

const home = { place: xihu, county: xihu, city: hangzhou, from: '2022-06-28', to: null, ticked: 'elsewhere', area_texts: [], areas: [] }
const away = { ...home, place: wuchang, county: wuchang, city: wuhan, from: '2022-07-02', to: '2022-07-05' }

function declared(day: string, more: Partial<MyDeclaration> = {}): MyDeclaration {
  return {
    id: day,
    recorded_ms: ms(day),
    first_said_ms: ms(day),
    speaks_of: day,
    counts: true,
    at_counter: false,
    corrections: [],
    city: hangzhou,
    applicant: 'resident',
    stays: [home],
    legs: [],
    symptoms: [],
    known_symptoms: [],
    ...more,
  }
}

/** Who came back from Wuhan with a fever, and declared once more since. */
const first = declared('2022-07-06', {
  stays: [home, away],
  legs: [{ kind: 'train', number: 'G2035', date: '2022-07-05', seat: '', board: '', alight: '', crew: false }],
  contact: '2022-07-04',
  symptoms: ['fever'],
  temperature: 38.1,
})
const second = declared('2022-07-10')
const all = [second, first]

describe('a declaration that is said anew', () => {
  it('s1_5_what_was_said_before_stands_and_is_sent_by_no_tap_again', () => {
    const standing = standingOf(all, TODAY)
    if (standing === null) throw new Error('something stands')
    expect(standing.saidMs).toBe(ms('2022-07-10'))
    expect(standing.told.stays.map(({ place }) => place.code)).toEqual(['330106', '420106'])
    expect([standing.told.legs.length, standing.told.contact]).toEqual([1, '2022-07-04'])
    const draft = unchangedDraft(standing, TODAY)
    expect([draft.step, isAnswered(draft, 'review')]).toEqual(['review', true])
    expect(toDeclaration(draft)).toMatchObject({
      city: '330100',
      applicant: 'resident',
      residence: { county: '330106', areas: 'elsewhere' },
      stays: [],
      legs: [],
      contact: null,
      symptoms: [],
      known_symptoms: [],
      temperature: null,
      areas_loaded_ms: ms('2022-07-10'),
    })
  })

  it('s1_5_an_old_home_that_was_said_again_in_a_correction_is_sent_by_no_tap', () => {
    const old = declared('2022-07-12', { first_said_ms: ms('2022-07-01') })
    const moved = declared('2022-07-08', { stays: [{ ...home, place: wuchang, county: wuchang, city: wuhan }] })
    expect(standingOf([old, moved], TODAY)?.told.stays[0]?.place.code).toBe('420106')
    const twice = declared('20', { recorded_ms: ms('2022-07-08'), first_said_ms: ms('2022-07-08') })
    const later = { ...moved, id: '100' }
    expect(standingOf([twice, later], TODAY)?.told.stays[0]?.place.code).toBe('420106')
  })

  it('s1_5_a_tap_that_is_repeated_after_a_lost_network_is_the_same_declaration', () => {
    const standing = standingOf(all, TODAY)
    if (standing === null) throw new Error('something stands')
    const sent = { ...tapped(null, standing, TODAY), sending: true }
    expect(tapped(sent, standing, TODAY)).toBe(sent)
    const elsewhere = { ...home, place: wuchang, county: wuchang, city: wuhan }
    const moved = standingOf([declared('2022-07-12', { stays: [elsewhere] }), ...all], TODAY)
    if (moved === null) throw new Error('something stands')
    const anew = tapped(sent, moved, TODAY)
    expect([anew.id === sent.id, anew.residence.county?.code]).toEqual([false, '420106'])
    const ill = { ...sent, well: false, felt: { fever: 'new' as const } }
    expect([saysNothingNew(ill), tapped(ill, standing, TODAY).id === ill.id]).toEqual([false, false])
  })

  it('s1_5_what_was_typed_is_asked_about_before_another_takes_its_place', () => {
    const fresh = newDraft(hangzhou, { ...xihu, city: hangzhou })
    const correcting = { declaration: '1', id: '2', reason: '' }
    expect([isTyped(fresh), isTyped({ ...fresh, well: false }), isTyped({ ...fresh, correcting })]).toEqual([false, true, true])
  })

  it('s1_5_how_one_feels_is_asked_anew_and_so_is_what_has_come_since', () => {
    const standing = standingOf(all, TODAY)
    if (standing === null) throw new Error('something stands')
    const draft = changedDraft(standing, TODAY)
    expect(draft.residence.county?.code).toBe('330106')
    const open = (['who', 'travel', 'contact', 'health'] as const).filter((step) => !isAnswered(draft, step))
    expect([draft.step, open]).toEqual(['who', ['travel', 'contact', 'health']])
    expect([draft.stays, draft.legs, draft.felt, draft.temperature]).toEqual([[], [], {}, ''])
    expect(draft.anew?.contact).toBe('2022-07-04')
  })

  it('s1_5_what_was_corrected_or_lies_too_far_back_stands_no_more', () => {
    expect(standingOf([{ ...first, counts: false }], TODAY)).toBeNull()
    expect(standingOf([second, { ...first, counts: false }], TODAY)?.told.stays).toHaveLength(1)
    const later = standingOf(all, '2022-07-25')?.told
    expect([later?.stays.length, later?.legs.length, later?.contact]).toEqual([1, 0, null])
  })

  it('s1_5_a_declaration_without_places_denies_none_that_was_named_before', () => {
    expect(saidBefore(second, all, '2022-07-10')).toEqual({ away: true, contact: true })
    expect(saidBefore(first, all, '2022-07-06')).toEqual({ away: false, contact: false })
  })

  it('s0_23_what_a_refusal_does_not_name_was_looked_through_with_the_rest', () => {
    const standing = standingOf([first], TODAY)
    if (standing === null) throw new Error('something stands')
    const draft = unchangedDraft(standing, TODAY)
    const asked = ms('2022-07-14')
    lookedThrough(draft, ['reason'], asked)
    lookedThrough(draft, ['residence.areas'], asked)
    expect(draft.residence.loaded?.ms).toBe(ms('2022-07-06'))
    lookedThrough(draft, ['instead.stays[0].areas'], asked)
    expect(draft.residence.loaded?.ms).toBe(asked)
  })
})
