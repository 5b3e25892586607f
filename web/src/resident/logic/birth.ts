// Which documents do not say in their number when their holder was born.
import type { DocumentKind } from '../../shared/api'

const WITH_DATE = 18

/** Whether the birth date is asked for beside a number. A new foreign card has it, an old one only without its century. */
export function asksBirthDate(kind: DocumentKind, number: string): boolean {
  if (kind === 'resident_id') return false
  const length = number.replaceAll(/\s/g, '').length
  return !(kind === 'foreign_resident_card' && length === WITH_DATE)
}
