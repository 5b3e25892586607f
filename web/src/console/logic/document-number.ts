// Numbers of documents as a table holds them: the same forms and checks as the service's own (`crates/domain/src/identity`), as far as
// they need no list of countries or divisions. What passes here can still be refused there, and nothing is refused here that passes there.
import type { DocumentKind } from '../../shared/api'
import { isDay } from './moments'

/** What can be wrong with a number, by its word in the interface. */
export type WrongNumber = 'residentId' | 'birthDate' | 'checkDigit' | 'passport' | 'documentNumber'

/** What copying from a chat or a certificate leaves behind, and takes no room on the screen. */
const UNSEEN = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g
const FULL_WIDTH = /[\uFF01-\uFF5E]/g
/** What may stand between the issuer and the number of a passport. */
const SEPARATORS = /[ :/-]/
const CHECK_CHARACTERS = '10X98765432'
const FIRST_BIRTH_YEAR = '1800'

function seen(text: string): string {
  return text.replace(UNSEEN, '').replace(FULL_WIDTH, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
}

/** Half-width, upper-case, without blanks and unseen marks. */
function narrow(text: string): string {
  return seen(text).replace(/\s/g, '').toUpperCase()
}

/** One form for a number before and after its renewal: the first generation of ID cards, and permits with the count of renewals. */
function renewed(number: string): string {
  if (/^\d{15}$/.test(number)) return secondGeneration(number)
  if (/^[HM]\d{10}$/.test(number)) return number.slice(0, 9)
  return /^(\d{8})(?:\d\d)?(?:\(.*)?$/.exec(number)?.[1] ?? number
}

function secondGeneration(number: string): string {
  const body = `${number.slice(0, 6)}19${number.slice(6)}`
  return `${body}${checkCharacter(body)}`
}

/** The check character of ISO 7064 MOD 11-2 over the digits before it. */
function checkCharacter(digits: string): string {
  let rest = 0
  for (const digit of digits) rest = ((rest + Number(digit)) * 2) % 11
  return CHECK_CHARACTERS.charAt(rest)
}

/** The number as one word, by which lines of one document are found whatever the line says of its kind. */
export function wordOf(given: string): string {
  return renewed(narrow(given).replace(/[:/-]/g, ''))
}

/** The number in the form in which the service keeps it; what stands in front of a passport's is its issuer, with a blank behind it. */
export function normalNumber(kind: DocumentKind, given: string): string {
  if (kind !== 'passport' || /[<＜]/.test(given)) return renewed(narrow(given))
  const plain = seen(given).replace(/\s/g, ' ').trim().toUpperCase()
  const at = plain.search(SEPARATORS)
  if (at < 0) return plain
  return `${plain.slice(0, at)} ${plain.slice(at).replace(/[ :/-]/g, '')}`
}

/** What is wrong with a number on a day; null where nothing is. */
export function wrongNumber(kind: DocumentKind, given: string, today: string): WrongNumber | null {
  const number = normalNumber(kind, given)
  if (kind === 'resident_id') return wrongResident(number, today)
  if (kind === 'passport') return number.includes('<') || /^[A-Z]{3} [A-Z\d]{5,22}$/.test(number) ? null : 'passport'
  if (kind === 'hong_kong_macau_permit') return /^[HM]\d{8}$/.test(number) ? null : 'documentNumber'
  if (kind === 'taiwan_permit') return /^\d{8}$/.test(number) ? null : 'documentNumber'
  if (/^[A-Z]{3}\d{12}$/.test(number)) return null
  return /^9\d{16}[\dX]$/.test(number) ? wrongCheck(number) : 'documentNumber'
}

function wrongResident(number: string, today: string): WrongNumber | null {
  if (!/^[1-8]\d{16}[\dX]$/.test(number)) return 'residentId'
  const birth = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  if (!isDay(birth) || birth > today || birth.slice(0, 4) < FIRST_BIRTH_YEAR) return 'birthDate'
  return wrongCheck(number)
}

/** A table that was kept as numbers has rounded the last figures away; then they do not fit together. */
function wrongCheck(number: string): WrongNumber | null {
  return checkCharacter(number.slice(0, 17)) === number.charAt(17) ? null : 'checkDigit'
}
