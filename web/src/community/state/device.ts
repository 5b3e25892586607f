// The store of this phone, opened once.
import { Vault } from '../../shared/vault'

let opened: Promise<Vault> | null = null

/** The store; the first who asks opens it. */
export function vault(): Promise<Vault> {
  opened ??= Vault.open('healthcode-community')
  return opened
}
