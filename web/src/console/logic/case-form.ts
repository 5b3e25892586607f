// From the list of cases into the form: what a case of a file fills, whether the file still says that, and which case is next.
import type { CaseOfFile } from './cases'
import type { Draft } from './draft'

/** A case that fills the form, as the file said it then. */
export interface Filled {
  readonly key: string
  readonly name: string
  /** All that it put into the form, as one text to compare. */
  readonly content: string
}

/** What the file says now of the case in the form: the same, something else, nothing, or there is none of a file in the form. */
export type FileSays = 'nothing' | 'same' | 'other' | 'gone'

/** The form with a case in it; what the file does not say stays as it was typed. */
export function filledWith(draft: Draft, one: CaseOfFile, file: string): Draft {
  const { name, documentKind, documentNumber, onset: on, text } = one
  return {
    ...draft,
    name,
    documentKind,
    documentNumber,
    on,
    file: text === '' ? null : { name: `${file} (${one.lines.join(', ')})`, text, lines: one.textLines },
    basis: one.basis ?? draft.basis,
    why: one.why ?? draft.why,
    end: one.end ?? draft.end,
  }
}

export function filledBy(one: CaseOfFile): Filled {
  const { key, name, documentKind, documentNumber, onset, basis, why, end, text } = one
  return { key, name, content: JSON.stringify([name, documentKind, documentNumber, onset, basis, why, end, text]) }
}

/** What the cases of the file say now of the one in the form. Where a line stands in the file is nothing that the form holds. */
export function fileSays(filled: Filled | null, cases: readonly CaseOfFile[]): FileSays {
  if (filled === null) return 'nothing'
  const now = cases.find(({ key }) => key === filled.key)
  if (now === undefined) return 'gone'
  return filledBy(now).content === filled.content ? 'same' : 'other'
}

/** Of which case of the file a proposal is: of that with its document, else of the one in the form, whose number was corrected there. */
export function caseOfProposal(key: string, name: string, filled: Filled | null, cases: readonly CaseOfFile[]): string {
  if (cases.some((one) => one.key === key)) return key
  const own = filled?.name === name.trim() ? filled.key : ''
  return cases.some((one) => one.key === own) ? own : ''
}

/** The first case behind another that has no fault and was not proposed yet; from the beginning where there is none behind it. */
export function nextOf(cases: readonly CaseOfFile[], after: string, proposed: ReadonlySet<string>): CaseOfFile | undefined {
  const at = cases.findIndex(({ key }) => key === after) + 1
  const turned = [...cases.slice(at), ...cases.slice(0, at)]
  return turned.find(({ key, faults }) => faults.length === 0 && !proposed.has(key))
}
