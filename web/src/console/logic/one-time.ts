// The secret of one-time passwords as an authenticator app takes it (the key URI that these apps share).

/** The address behind the QR code: who issues it, for whom, and the secret in Base32. */
export function keyUri(login: string, secret: string): string {
  const label = encodeURIComponent(`healthcode:${login}`)
  return `otpauth://totp/${label}?secret=${secret}&issuer=healthcode&algorithm=SHA1&digits=6&period=30`
}

/** The secret in groups of four, for whoever types it. */
export function inGroups(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? ''
}
