// The cases of a file, while they are proposed one by one. They are in the memory of the page alone, and go with whoever is signed in.
import { computed, ref, shallowRef, watch } from 'vue'
import type { Proposal, ProposalAsked } from '../../shared/api'
import { nowMs } from '../../shared/clock'
import { dayOf } from '../../shared/days'
import { caseOfProposal, fileSays, filledBy, nextOf, type Filled } from '../logic/case-form'
import { keyOf, readCases, type CaseOfFile } from '../logic/cases'
import type { Draft } from '../logic/draft'
import { standingOf } from '../logic/standing'
import { staff } from './staff'

/** What the forms of one file have in common, as the last one was signed. */
type Common = Pick<Draft, 'basis' | 'why' | 'end' | 'place'>

/** A file that was pasted has no name of its own. */
const PASTED = 'cases.csv'

export const text = ref('')
export const fileName = ref(PASTED)
/** The case that was chosen last, by its document: the one in the form, or the one behind which the next is looked for. */
export const chosen = ref('')
export const common = shallowRef<Common | null>(null)
/** The number of the proposal of each case that was proposed, unless it is known to have ended. */
export const proposed = shallowRef<ReadonlyMap<string, string>>(new Map())
/** The case that fills the form that is open. */
const filled = shallowRef<Filled | null>(null)

export const read = computed(() => readCases(text.value, dayOf(nowMs())))
/** How many of them were proposed; a file that was corrected since may have lost some. */
export const done = computed(() => read.value.cases.filter(({ key }) => proposed.value.has(key)).length)
export const next = computed(() => nextOf(read.value.cases, chosen.value, new Set(proposed.value.keys())))
/** What the file says now of the case in the form; nothing where it was put away. */
export const says = computed(() => (text.value === '' ? 'nothing' : fileSays(filled.value, read.value.cases)))
/** The case in the form, where the file still has one of its document. */
export const inForm = computed(() => read.value.cases.find(({ key }) => key === filled.value?.key))

/** Which of the list one is, from 1. */
export function placeOf(key: string): number {
  return read.value.cases.findIndex((one) => one.key === key) + 1
}

/** Takes note of the case that fills the form; of none where a form is opened. */
export function noteFilled(one: CaseOfFile | null): void {
  filled.value = one === null ? null : filledBy(one)
  if (one !== null) chosen.value = one.key
}

/** Takes note that a case was proposed, where it is one of the file. */
export function noteProposed({ what, basis, why, end, place }: ProposalAsked, { id }: Proposal): void {
  if (what.kind !== 'case') return
  const key = caseOfProposal(keyOf(what.document_kind, what.document_number), what.name, filled.value, read.value.cases)
  filled.value = null
  if (key === '') return
  proposed.value = new Map(proposed.value).set(key, id)
  common.value = { basis, why, end, place }
  chosen.value = key
}

/** Takes note of how proposals stand: a case whose proposal was refused, taken back or not answered in time is open again. */
export function noteStanding(proposals: readonly Pick<Proposal, 'id' | 'state' | 'held'>[]): void {
  const over = new Set(proposals.filter((one) => standingOf(one) === 'over').map(({ id }) => id))
  const left = [...proposed.value].filter(([, id]) => !over.has(id))
  if (left.length < proposed.value.size) proposed.value = new Map(left)
}

/** Takes another file, and what was pasted without one. */
export function takeCases(name: string, whole: string): void {
  fileName.value = name || PASTED
  text.value = whole
}

/** Forgets the list; whoever comes next to this page finds nothing of it. */
export function forgetCases(): void {
  takeCases('', '')
  chosen.value = ''
  common.value = null
  filled.value = null
  proposed.value = new Map()
}

watch(() => staff.value?.login, forgetCases)
