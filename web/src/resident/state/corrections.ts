// Corrections of the person that a reviewer decides.
import { ask, client, type MyCorrection, type MyDeclaration } from '../../shared/api'
import { loadDeclared } from './declared'

/** Those of one declaration, the newest first. What was kept on the phone before they were told has none. */
export function correctionsOf(one: MyDeclaration): MyCorrection[] {
  return (one as Partial<MyDeclaration>).corrections ?? []
}

/** Takes one back that waits. */
export async function withdrawCorrection(id: string): Promise<void> {
  await ask(client.POST('/api/corrections/{id}/withdraw', { params: { path: { id } } }))
  await loadDeclared()
}
