// A journey while it is typed, as it stands on the ticket, and how it is read back.
import type { ConveyanceKind, DeclaredLeg, Ticket } from '../../shared/api'
import { sayDay } from '../../shared/days'
import { newId } from '../../shared/ids'
import type { JourneyTexts } from '../texts/journeys'
import { toLegs, type DraftLeg } from './legs'

export const KINDS: readonly ConveyanceKind[] = ['train', 'flight', 'coach', 'ship']
/** The most journeys of a declaration. */
export const MOST_LEGS = 30

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
