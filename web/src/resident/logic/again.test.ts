import { describe, expect, it } from 'vitest'
import type { DeclarationSaid } from '../../shared/api'
import { filledIn } from './again'
import { isAnswered, toDeclaration, type Draft } from './draft'
import { isUnchanged, takenBack } from './taken-back'

const hangzhou = { code: '330100', zh: '杭州市', en: 'Hangzhou' }
const xihu = { code: '330106', zh: '西湖区', en: 'Xihu District' }
const wuhan = { code: '420100', zh: '武汉市', en: 'Wuhan' }
const wuchang = { code: '420106', zh: '武昌区', en: 'Wuchang District' }
const area = { id: '7', text: '珞珈山街道', level: 'high' as const }
const TODAY = '2022-07-14'
const SAID_MS = Date.parse('2022-07-12T09:00:00+08:00')

/** Somebody who came back from Wuhan by train, with a cough. */
const told: DeclarationSaid = {
  city: hangzhou,
  applicant: 'resident',
  stays: [
    { place: xihu, county: xihu, city: hangzhou, from: '2022-06-28', to: null, ticked: 'elsewhere', area_texts: [], areas: [] },
    {
      place: wuchang,
      county: wuchang,
      city: wuhan,
      from: '2022-07-06',
      to: '2022-07-09',
      ticked: 'areas',
      area_texts: [area.text],
      areas: [area],
    },
    {
      place: { code: 'MM', zh: '缅甸', en: 'Myanmar' },
      from: '2022-07-01',
      to: '2022-07-05',
      ticked: 'elsewhere',
      area_texts: [],
      areas: [],
    },
  ],
  legs: [
    { kind: 'train', number: 'G2035', date: '2022-07-09', seat: '10车5F', board: '武汉', alight: '杭州东', crew: false },
    { kind: 'flight', number: 'ZH4751 / CA8215', date: '2022-07-05', seat: '32A', board: '', alight: '', crew: false },
  ],
  contact: '2022-07-08',
  symptoms: ['dry_cough'],
  known_symptoms: ['fatigue'],
  temperature: 37.4,
}

const filled = (): Draft => filledIn(told, SAID_MS, TODAY)

describe('a declaration that is filled in again', () => {
  it('s2_11_what_is_not_wrong_is_not_typed_again_and_nothing_of_it_is_taken_back', () => {
    const draft = filled()
    expect([draft.step, isAnswered(draft, 'review')]).toEqual(['review', true])
    const sent = toDeclaration(draft)
    expect(sent).toMatchObject({
      city: '330100',
      applicant: 'resident',
      residence: { county: '330106', areas: 'elsewhere' },
      stays: [
        { whereabouts: { county: '420106' }, from: '2022-07-06', to: '2022-07-09', areas: { areas: ['7'] } },
        { whereabouts: { abroad: 'MM' }, from: '2022-07-01', to: '2022-07-05' },
      ],
      legs: [
        { number: 'G2035', date: '2022-07-09', seat: '10车5F', board: '武汉', alight: '杭州东' },
        { number: 'ZH4751 / CA8215', seat: '32A' },
      ],
      contact: '2022-07-08',
      symptoms: ['dry_cough'],
      known_symptoms: ['fatigue'],
      temperature: 37.4,
    })
    expect(isUnchanged(told, sent)).toBe(true)
  })

  it('s0_23_areas_that_a_list_has_named_since_are_asked_about', () => {
    expect(toDeclaration(filled()).areas_loaded_ms).toBe(SAID_MS)
    const gone = told.stays.map((stay) => (stay.areas.length === 0 ? stay : { ...stay, areas: [] }))
    const draft = filledIn({ ...told, stays: gone }, SAID_MS, TODAY)
    expect([draft.step, draft.stays[0]?.tick]).toEqual(['travel', null])
  })

  it('s2_11_what_lies_before_the_days_that_count_is_left_out', () => {
    const draft = filledIn(told, SAID_MS, '2022-09-05')
    expect(draft.stays.map(({ from, to }) => [from, to])).toEqual([['2022-07-07', '2022-07-09']])
    expect(draft.legs.map(({ number }) => number)).toEqual(['G2035'])
    expect(filledIn(told, SAID_MS, '2022-12-01')).toMatchObject({ left: false, stays: [], legs: [], contacted: false, contact: null })
  })

  it('s2_11_a_correction_says_what_it_takes_back', () => {
    const draft = filled()
    draft.legs = draft.legs.slice(1)
    draft.stays = draft.stays.slice(0, 1)
    draft.contacted = false
    draft.well = true
    draft.temperature = ''
    const gone = takenBack(told, toDeclaration(draft))
    expect(gone.legs.map(({ number }) => number)).toEqual(['G2035'])
    expect(gone.stays.map(({ place }) => place.code)).toEqual(['MM'])
    expect([gone.contact, gone.symptoms, gone.known, gone.temperature]).toEqual(['2022-07-08', ['dry_cough'], ['fatigue'], 37.4])
    expect([gone.home, gone.ticks]).toEqual([null, []])
    expect(isUnchanged(told, toDeclaration(draft))).toBe(false)
  })

  it('s2_11_an_area_or_a_residence_that_is_said_no_more_is_taken_back', () => {
    const draft = filled()
    draft.stays = draft.stays.map((stay) => (stay.abroad === null ? { ...stay, tick: 'elsewhere' as const } : stay))
    expect(takenBack(told, toDeclaration(draft)).ticks.map(({ areas }) => areas)).toEqual([[area.text]])
    draft.residence.county = { code: '330105', zh: '拱墅区', en: 'Gongshu District', city: hangzhou }
    expect(takenBack(told, toDeclaration(draft)).home?.place.code).toBe('330106')
  })

  it('s2_11_what_is_added_takes_nothing_back_and_is_a_change', () => {
    const draft = { ...filled(), felt: { ...filled().felt, fever: 'new' as const } }
    const sent = toDeclaration(draft)
    expect(takenBack(told, sent)).toMatchObject({ home: null, stays: [], ticks: [], legs: [], contact: null, symptoms: [], known: [] })
    expect(isUnchanged(told, sent)).toBe(false)
  })
})
