// The secret of one-time passwords, for whoever types it into an app.

/** Base32 in groups of four. */
export function inGroups(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? ''
}
