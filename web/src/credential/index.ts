// Signed codes in the browser: what the phone presents and the gate verifies, over WebCrypto alone. The format is
// written down in `crates/credential/src/lib.rs`; `crates/credential/vectors` holds codes, keys and outcomes that
// both sides are tested against. What a code says is believed only as `Verified`.
export type { Bytes } from './bytes'
export { challengeText, nonceFromFigures, readChallenge } from './challenge'
export { KINDS, STATES, type Claims, type Kind, type State, type StatusRef } from './claims'
export { readCredential, type Credential } from './credential'
export { inUse, KeySetError, readKeySet, type IssuerKey, type KeySet, type KeyState } from './key-set'
export { Entries } from './few-entries'
export { type LogMark } from './log'
export { present, PresentError } from './presentation'
export { Refused, REFUSALS, type Refusal } from './refusal'
export { claimedAddress, ListError, type ListFault } from './status-claims'
export { goOn, verifyStatusDifference, type StatusDifference } from './status-difference'
export { entryOf, verifyStatusList, type StatusList } from './status-list'
export {
  hasList,
  recognise,
  stateHere,
  verifyTrustList,
  type Recognised,
  type TrustedIssuer,
  type TrustList,
} from './trust-list'
export type { VenueCode, VenueKind } from './venue'
export {
  DEFAULT_RULES,
  peek,
  verifyCredential,
  verifyPresentation,
  type Challenge,
  type Rules,
  type Verification,
  type Verified,
} from './verify'
