import { describe, expect, it } from 'vitest'
import { isAnswered, isWhole, newDraft, newStay, STEPS, temperatureOf, toDeclaration, type Draft } from './draft'
import { stepOf } from './fields'

const hangzhou = { code: '330100', zh: '杭州市', en: 'Hangzhou' }
const xihu = { code: '330106', zh: '西湖区', en: 'Xihu District', city: hangzhou }
const wuchang = { code: '420106', zh: '武昌区', en: 'Wuchang District', city: { code: '420100', zh: '武汉市', en: 'Wuhan' } }
const area = { id: '7', text: '珞珈山街道', level: 'high' as const }

/** A resident who stayed at home and feels well. */
function atHome(): Draft {
  const draft = newDraft(hangzhou, xihu)
  draft.residence.tick = 'elsewhere'
  draft.left = false
  draft.contacted = false
  draft.well = true
  return draft
}

describe('a declaration while it is typed', () => {
  it('s1_1_a_resident_who_stayed_at_home_has_answered_everything', () => {
    expect(isAnswered(atHome(), 'review')).toBe(true)
    const sent = toDeclaration(atHome())
    expect(sent).toMatchObject({
      city: '330100',
      applicant: 'resident',
      residence: { county: '330106', areas: 'elsewhere' },
      stays: [],
      contact: null,
      symptoms: [],
      known_symptoms: [],
      temperature: null,
    })
  })

  it('s2_10_a_question_without_an_answer_keeps_the_declaration_from_being_sent', () => {
    expect(STEPS.filter((step) => isAnswered(newDraft(hangzhou, null), step))).toEqual([])
    expect(isAnswered({ ...atHome(), left: true }, 'travel')).toBe(false)
    expect(isAnswered({ ...atHome(), contacted: true }, 'contact')).toBe(false)
    expect(isAnswered({ ...atHome(), well: false }, 'health')).toBe(false)
    expect(isAnswered({ ...atHome(), temperature: 'warm' }, 'health')).toBe(false)
  })

  it('s0_23_a_stay_is_whole_only_with_an_answer_about_its_areas', () => {
    const stay = { ...newStay(), county: wuchang, from: '2022-07-06', to: '2022-07-09' }
    expect(isWhole(stay)).toBe(false)
    expect(isWhole({ ...stay, tick: { areas: [] } })).toBe(false)
    expect(isWhole({ ...stay, tick: { areas: [area] } })).toBe(true)
    expect(isWhole({ ...stay, tick: 'unknown' })).toBe(true)
    expect(isWhole({ ...stay, tick: 'elsewhere', to: '2022-07-01' })).toBe(false)
    expect(isWhole({ ...stay, county: null, abroad: { code: 'MM', zh: '缅甸', en: 'Myanmar' } })).toBe(true)
  })

  it('s0_23_what_is_ticked_is_sent_by_its_id_with_the_oldest_moment_of_the_lists', () => {
    const draft = atHome()
    draft.left = true
    draft.residence.loaded = { county: '330106', from: '2022-06-30', ms: 2_000, count: 0 }
    draft.stays = [
      {
        ...newStay(),
        county: wuchang,
        from: '2022-07-06',
        to: '2022-07-09',
        tick: { areas: [area] },
        loaded: { county: '420106', from: '2022-07-06', ms: 1_000, count: 3 },
      },
    ]
    const sent = toDeclaration(draft)
    expect(sent.stays?.[0]).toMatchObject({ whereabouts: { county: '420106' }, areas: { areas: ['7'] } })
    expect(sent.areas_loaded_ms).toBe(1_000)
  })

  it('s2_10_what_was_typed_before_an_answer_changed_is_not_sent', () => {
    const draft = atHome()
    draft.stays = [{ ...newStay(), county: wuchang, from: '2022-07-06', to: '2022-07-09', tick: 'unknown' }]
    draft.contact = '2022-07-10'
    draft.felt = { fever: 'new' }
    const sent = toDeclaration(draft)
    expect([sent.stays, sent.contact, sent.symptoms]).toEqual([[], null, []])
  })

  it('s2_13_symptoms_known_for_longer_are_sent_apart_from_new_ones', () => {
    const draft = { ...atHome(), well: false, felt: { dry_cough: 'known' as const, fever: 'new' as const } }
    const sent = toDeclaration(draft)
    expect([sent.symptoms, sent.known_symptoms]).toEqual([['fever'], ['dry_cough']])
  })

  it('s2_10_sending_again_after_a_reload_is_the_same_declaration', () => {
    const draft = { ...atHome(), left: true, stays: [{ ...newStay(), county: wuchang }] }
    const reloaded = JSON.parse(JSON.stringify(draft)) as Draft
    expect(toDeclaration(reloaded)).toEqual(toDeclaration(draft))
    expect(newDraft(hangzhou, null).id).not.toBe(draft.id)
  })

  it('s2_17_a_temperature_is_read_as_people_write_it', () => {
    expect(['36.5', '36,5', '37', '36.5℃', ' 36.5 °C '].map(temperatureOf)).toEqual([36.5, 36.5, 37, 36.5, 36.5])
    expect(temperatureOf('')).toBeNull()
    expect(['warm', '3', '36.55', '365'].every((text) => Number.isNaN(temperatureOf(text)))).toBe(true)
  })

  it('s2_10_a_refused_field_leads_back_to_its_question', () => {
    expect(stepOf('stays[2].to')).toBe('travel')
    expect(stepOf('residence.areas')).toBe('who')
    expect(stepOf('instead.contact')).toBe('contact')
    expect(stepOf('known_symptoms')).toBe('health')
    expect(stepOf('declaration')).toBeNull()
  })
})
