// What lifts what an appeal contests: a proposal for each order, signed one by one.
import type { Appeal, DocumentKind, ProposalAsked } from '../../shared/api'

type What = ProposalAsked['what']

/** The proposals, of an appeal that was opened. */
export function liftingOf(
  appeal: Appeal,
  why: string,
  basis: ProposalAsked['basis'],
  end: string,
): ProposalAsked[] {
  const { opened } = appeal
  if (!opened) return []
  const person = {
    name: opened.name,
    document_kind: opened.document_kind as DocumentKind,
    document_number: opened.document_number,
  }
  const what = ({ kind, id }: Appeal['contests'][number]): What =>
    kind === 'order' ? { kind: 'lifting', ...person, order: id } : { kind: 'order_lifting', of: id }
  // A visit is set aside by the answer itself.
  const orders = appeal.contests.filter(({ kind }) => kind !== 'visit')
  return orders.map((one) => ({ what: what(one), why, basis, end, place: appeal.city.code }))
}
