// What the person declared, as the server keeps it: read when somebody looks, and kept on the phone, so that it can be shown to
// a doctor without a network.
import { ref } from 'vue'
import { ask, client, type MyDeclaration } from '../../shared/api'

const KEY = 'healthcode.declared'

function stored(): MyDeclaration[] | null {
  const text = localStorage.getItem(KEY)
  return text === null ? null : (JSON.parse(text) as MyDeclaration[])
}

/** The declarations, the newest first; `null` before they were ever read. */
export const declared = ref<MyDeclaration[] | null>(stored())

/** Asks for them, and keeps them. */
export async function loadDeclared(): Promise<void> {
  declared.value = await ask(client.GET('/api/me/declarations'))
  localStorage.setItem(KEY, JSON.stringify(declared.value))
}

/** Has them ready for the time without a network: after something was said, and once on a phone that has none. */
export function keepDeclared(): void {
  loadDeclared().catch(() => undefined)
}

export function forgetDeclared(): void {
  declared.value = null
  localStorage.removeItem(KEY)
}
