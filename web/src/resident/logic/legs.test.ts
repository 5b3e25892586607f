import { describe, expect, it } from 'vitest'
import { journeys } from '../texts/journeys'
import { newDraft, toDeclaration } from './draft'
import { stepOf } from './fields'
import { fromTicket, isSameLeg, isWholeLeg, newLeg, sayLegs } from './leg-typed'
import { seatText, toLegs, type DraftLeg } from './legs'

const hangzhou = { code: '330100', zh: '杭州市', en: 'Hangzhou' }

function train(more: Partial<DraftLeg> = {}): DraftLeg {
  return { ...newLeg(), kind: 'train', number: 'G2035', date: '2022-07-10', ...more }
}

describe('journeys of a declaration', () => {
  it('s2_15_carriage_and_seat_are_sent_as_tickets_write_them', () => {
    const said = (kind: DraftLeg['kind'], carriage: string, seat: string) => seatText({ ...newLeg(), kind, carriage, seat })
    expect(said('train', '10', '5F')).toBe('10车5F')
    expect(said('train', ' 10号车厢 ', '15')).toBe('10车15号')
    expect(said('train', '加1', '')).toBe('加1车')
    expect(said('train', '', '')).toBe('')
    expect(said('train', '13', '7号下铺')).toBe('13车7号下铺')
    expect(said('flight', '10', '32A')).toBe('32A')
    expect(said('flight', '', '32')).toBe('32排')
    expect(said('coach', '', '12')).toBe('12号')
    expect(said('ship', '', '3012')).toBe('3012舱')
  })

  it('s2_15_a_journey_is_whole_with_its_number_and_day_and_nothing_is_guessed', () => {
    expect(isWholeLeg(newLeg())).toBe(false)
    expect(isWholeLeg(train({ number: ' ' }))).toBe(false)
    expect(isWholeLeg(train({ date: '' }))).toBe(false)
    expect(isWholeLeg(train())).toBe(true)
    expect(toLegs([train(), newLeg()])).toMatchObject([{ number: 'G2035', seat: '', board: '', alight: '', crew: false }])
  })

  it('s2_15_journeys_go_with_the_declaration_and_what_is_refused_leads_back_to_them', () => {
    const draft = { ...newDraft(hangzhou, null), legs: [train({ carriage: '10', seat: '5F' })] }
    expect(toDeclaration(draft).legs).toMatchObject([{ kind: 'train', date: '2022-07-10', seat: '10车5F' }])
    expect(stepOf('legs[0].seat')).toBe('travel')
    expect(stepOf('instead.legs')).toBe('travel')
  })

  it('s2_15_journeys_are_read_back_in_both_languages', () => {
    const legs = [train({ carriage: '10', seat: '5F', board: '武汉', alight: '杭州东' }), train({ kind: 'ship', crew: true })]
    expect(sayLegs(legs, journeys.zh, 'zh-CN', '2022-07-14')[0]).toMatch(/^火车 G2035，.*，10车5F，武汉 → 杭州东$/)
    const said = sayLegs(legs, journeys.en, 'en-GB', '2022-07-14')
    expect(said[1]).toMatch(/^Ship G2035, .*, seat not known, of the crew$/)
  })

  it('s2_15_a_ticket_fills_a_journey_in_once', () => {
    const ticket = { kind: 'train', number: 'G2035', date: '2022-07-10', carriage: '10', seat: '5F', board: '', alight: '' } as const
    const leg = fromTicket(ticket)
    expect(seatText(leg)).toBe('10车5F')
    expect(isSameLeg(leg, train({ number: ' g2035 ' }))).toBe(true)
    expect(isSameLeg(leg, train({ date: '2022-07-11' }))).toBe(false)
  })
})
