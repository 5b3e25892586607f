// Files of test results that an operator brought, as the server tells them.
import { ask, client, type ResultFile } from '../../shared/api'

/** All that wait, then what came last, the newest first. */
export function resultFiles(): Promise<ResultFile[]> {
  return ask(client.GET('/api/staff/result-files'))
}

/** Agrees to one that waits, as it was read, or refuses it, with words that whoever may see the files reads. */
export function decideResultFile({ id, version }: ResultFile, agree: boolean, reason: string): Promise<ResultFile> {
  const body = { agree, reason, version }
  return ask(client.POST('/api/staff/result-files/{id}/decision', { params: { path: { id } }, body }))
}
