// The keys of the cities, which sign codes of venues: asked for anew each time, because without a network no visit is filed.
import { ask, client } from '../../shared/api'
import { readKeySet, type KeySet } from '../../credential/key-set'

export async function issuers(): Promise<KeySet> {
  const bytes = await ask<ArrayBuffer>(client.GET('/.well-known/healthcode-keys', { parseAs: 'arrayBuffer' }))
  return readKeySet(new Uint8Array(bytes))
}
