// Why a code is not believed: one ordered list, in the order in which a code is examined. The server's list is the
// same (`crates/domain/src/verdict/refusal.rs`); a code with several faults is refused for the first of them.
export const REFUSALS = [
  'too_long',
  'not_a_code',
  'release_certificate',
  'version',
  'garbled',
  'structure',
  'claims',
  'demo',
  'issuer_unknown',
  'wrong_issuer',
  'issuer_signature',
  'key_out_of_use',
  'not_yet_valid',
  'expired',
  'holder_missing',
  'holder_signature',
  'too_old',
  'from_the_future',
] as const

export type Refusal = (typeof REFUSALS)[number]

/** Thrown inside this room where a code is refused; what leaves it is a value. */
export class Refused extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal)
    this.name = 'Refused'
    this.refusal = refusal
  }
}
