// Whose word something is: that a key of the jurisdiction which a message names signed it while that key was in use. One check for
// health codes and codes of venues, as in `crates/credential/src/issuing.rs`.
import type { Sign1 } from './cose'
import { verifies } from './key'
import { inUse, type KeySet } from './key-set'
import { Refused } from './refusal'

/** What a message says of its issuing. */
export interface Issuing {
  readonly issuer: string
  readonly issuedMs: number
  readonly demo: boolean
}

/** Refuses what no key of the issuer signed while it was in use. */
export async function checkIssuing(said: Issuing, kid: string, message: Sign1, keys: KeySet): Promise<void> {
  if (said.demo && !keys.demo) throw new Refused('demo')
  // To a demo the real issuers are strangers.
  if (!said.demo && keys.demo) throw new Refused('issuer_unknown')
  const key = keys.keys.get(kid)
  if (key === undefined) throw new Refused('issuer_unknown')
  if (key.issuer !== said.issuer) throw new Refused('wrong_issuer')
  if (!(await verifies(key.raw, message.signed, message.signature))) throw new Refused('issuer_signature')
  if (!inUse(key, said.issuedMs)) throw new Refused('key_out_of_use')
}
