// A journey while it is typed, as it stands on the ticket: how it is sent, and how it is read back.
import type { ConveyanceKind, DeclaredLeg, Leg, Ticket } from '../../shared/api'
import { sayDay } from '../../shared/days'
import { newId } from '../../shared/ids'
import type { JourneyTexts } from '../texts/journeys'

export const KINDS: readonly ConveyanceKind[] = ['train', 'flight', 'coach', 'ship']
/** The most journeys of a declaration. */
export const MOST_LEGS = 30

export interface DraftLeg {
  id: string
  kind: ConveyanceKind | null
  number: string
  date: string
  /** The carriage of a train; else empty. */
  carriage: string
  seat: string
  board: string
  alight: string
  crew: boolean
}

export function newLeg(): DraftLeg {
  return { id: newId(), kind: null, number: '', date: '', carriage: '', seat: '', board: '', alight: '', crew: false }
}

/** A journey of a ticket, as if it had been typed. */
export function fromTicket({ kind, number, date, carriage, seat, board, alight }: Ticket): DraftLeg {
  return { ...newLeg(), kind, number, date, carriage, seat, board, alight }
}

/** Whether a journey can be kept: what it was, its number and its day. Carriage and seat may be unknown. */
export function isWholeLeg(leg: DraftLeg): boolean {
  return leg.kind !== null && leg.number.trim() !== '' && leg.date !== ''
}

/** Whether both are one journey: the same number on the same day. */
export function isSameLeg(one: DraftLeg, other: DraftLeg): boolean {
  const plain = (number: string) => number.replace(/\s/g, '').toUpperCase()
  return one.kind === other.kind && one.date === other.date && plain(one.number) === plain(other.number)
}

/** What a number alone is called in each kind. */
const UNITS = { train: '号', flight: '排', coach: '号', ship: '舱' } as const

/** Carriage and seat as one text, as tickets write them: 10车5F, 32排, 12号, 3012舱. */
export function seatText(leg: DraftLeg): string {
  if (leg.kind === null) return ''
  const seat = leg.seat.trim()
  const place = /^\d+$/.test(seat) ? `${seat}${UNITS[leg.kind]}` : seat
  if (leg.kind !== 'train') return place
  const carriage = leg.carriage.trim().replace(/(号车厢|车厢|号车|车|号)$/, '')
  return carriage === '' ? place : `${carriage}车${place}`
}

/** The journeys that are sent. */
export function toLegs(legs: readonly DraftLeg[]): Leg[] {
  return legs.flatMap((leg) => {
    if (leg.kind === null) return []
    const { id, kind, date, crew } = leg
    const [number, board, alight] = [leg.number.trim(), leg.board.trim(), leg.alight.trim()]
    return [{ id, kind, number, date, seat: seatText(leg), board, alight, crew }]
  })
}

type Said = Pick<DeclaredLeg, 'kind' | 'number' | 'date' | 'seat' | 'board' | 'alight' | 'crew'>

/** A journey in words. */
export function sayLeg(leg: Said, words: JourneyTexts, tag: string, today: string): string {
  const stations = [leg.board, leg.alight].filter((name) => name !== '').join(' → ')
  const parts = [
    `${words.kind[leg.kind]} ${leg.number}`,
    sayDay(tag, leg.date, today),
    leg.seat === '' ? words.noSeat : leg.seat,
    stations,
    leg.crew ? words.crew : '',
  ]
  return parts.filter((part) => part !== '').join(words.between)
}

/** The journeys of a draft in words. */
export function sayLegs(legs: readonly DraftLeg[], words: JourneyTexts, tag: string, today: string): string[] {
  return toLegs(legs).map((leg) => sayLeg({ seat: '', board: '', alight: '', crew: false, ...leg }, words, tag, today))
}
