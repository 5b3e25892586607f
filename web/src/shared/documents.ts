// What is asked for of a document, on every page that asks: the kinds in the order in which they are offered, and how much a field takes.
import type { DocumentKind } from './api'

export const DOCUMENT_KINDS: readonly DocumentKind[] = [
  'resident_id',
  'hong_kong_macau_permit',
  'taiwan_permit',
  'passport',
  'foreign_resident_card',
]
/** A name of 64 characters, each with a mark of its own. */
export const MOST_NAME = 128
/** Both machine-readable lines of a passport, and what stands between them. */
export const MOST_NUMBER = 96
