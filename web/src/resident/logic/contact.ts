// By what somebody signs in: a number of the mainland, or an address for e-mail where they have none.

export interface Contact {
  by: 'phone' | 'email'
  typed: string
}

/** As it is sent: the one of both that was typed, without blanks and what only separates. */
export function contactBody({ by, typed }: Contact): { phone: string } | { email: string } {
  return by === 'phone' ? { phone: typed.replaceAll(/[\s-]/g, '') } : { email: typed.trim() }
}
