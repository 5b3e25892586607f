// Passkeys in the browser (Web Authentication): what is asked of an authenticator, and its answer as the server takes
// it. What went wrong there is a `Failure` like any other, with what to do.
import { fromBase64Url, toBase64Url } from '../../shared/bytes'
import { Failure } from '../../shared/api/failure'
import type { Text } from '../../shared/i18n'

/** ECDSA over P-256 with SHA-256: the one algorithm that the server takes. */
const ES256 = -7
/** Two minutes: a security key may have to be looked for. */
const TIMEOUT_MS = 120_000

const CANCELLED: Text = {
  zh: '没有完成：已取消或等待超时。请重试，并按设备的提示用指纹、面容或密码解锁。',
  en: 'It was cancelled or took too long. Try again, and unlock the device by finger, face or PIN when it asks.',
}
const KNOWN: Text = {
  zh: '这台设备上已有您的通行密钥，可以直接用它登录。',
  en: 'This device has a passkey of yours already: sign in with it.',
}
const FOREIGN: Text = {
  zh: '本页的地址不能使用通行密钥，请从正式地址打开。',
  en: 'Passkeys do not work at this address. Open the page by its proper name.',
}
const UNABLE: Text = {
  zh: '这个浏览器或设备不能使用通行密钥，请换一个，或使用密码。',
  en: 'This browser or device has no passkeys. Use another one, or the password.',
}

/** Whom a new passkey is for, as their device will call them. */
export interface Holder {
  /** The handle by which the authenticator knows the account, in base64url. */
  handle: string
  login: string
  name: string
}

/** Whether this page can ask for passkeys at all: browsers want a name (no bare address) and a secure connection. */
export function canUsePasskeys(): boolean {
  return 'PublicKeyCredential' in window && window.isSecureContext && !isBareAddress(location.hostname)
}

/** Whether a host is an address of numbers, for which browsers make no passkeys. */
export function isBareAddress(host: string): boolean {
  return /^[\d.]+$/.test(host) || host.includes(':') || host.startsWith('[')
}

function said(text: Text): Failure {
  return new Failure({ type: '/problems/passkey', title: 'passkey', status: 0, detail: text.en, text })
}

/** Where the server has no name at this address for which a passkey could be. */
export const NO_DOMAIN = said(FOREIGN)

/** What a browser's refusal means. */
export function failureOf(name: string): Failure {
  if (name === 'InvalidStateError') return said(KNOWN)
  if (name === 'SecurityError') return said(FOREIGN)
  if (name === 'NotSupportedError' || name === 'TypeError') return said(UNABLE)
  return said(CANCELLED)
}

async function asked(act: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  const credential = await act().catch((reason: unknown) => {
    throw failureOf(reason instanceof Error ? reason.name : '')
  })
  if (!(credential instanceof PublicKeyCredential)) throw said(UNABLE)
  return credential
}

const text = (buffer: ArrayBuffer) => toBase64Url(new Uint8Array(buffer))

/** Has a passkey made over a challenge. */
export async function makePasskey(challenge: string, rpId: string, holder: Holder) {
  const publicKey: PublicKeyCredentialCreationOptions = {
    challenge: fromBase64Url(challenge),
    rp: { id: rpId, name: 'healthcode' },
    user: { id: fromBase64Url(holder.handle), name: holder.login, displayName: holder.name },
    pubKeyCredParams: [{ type: 'public-key', alg: ES256 }],
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
    attestation: 'none',
    timeout: TIMEOUT_MS,
  }
  const made = await asked(() => navigator.credentials.create({ publicKey }))
  const response = made.response as AuthenticatorAttestationResponse
  return { attestation: text(response.attestationObject), client_data: text(response.clientDataJSON) }
}

/** Has a passkey sign a challenge: whichever of this service the person picks. */
export async function signWithPasskey(challenge: string, rpId: string) {
  const publicKey: PublicKeyCredentialRequestOptions = {
    challenge: fromBase64Url(challenge),
    rpId,
    userVerification: 'required',
    timeout: TIMEOUT_MS,
  }
  const signed = await asked(() => navigator.credentials.get({ publicKey }))
  const response = signed.response as AuthenticatorAssertionResponse
  return {
    passkey_id: text(signed.rawId),
    authenticator_data: text(response.authenticatorData),
    client_data: text(response.clientDataJSON),
    signature: text(response.signature),
  }
}
