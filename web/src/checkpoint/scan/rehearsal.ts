// A scan of nobody, while nobody is there: whatever reading, verifying and judging a code needs for the first time (the
// browser compiles it, and begins its cryptography) is done when the gate opens, so that the first person waits no longer than
// the others.
import type { KeySet } from '../../credential'
import { fromBase64Url } from '../../shared/bytes'
import { FIRST_VALUES } from '../verdict/policy'
import { examine, type Gate } from './examine'
import { Memory } from './memory'
import { toldByDevice, type Told } from './told'

/** `green` of `crates/credential/vectors`: a code of a day in 2022, of a city's key that no gate knows. */
const CODE = [
  'HCP1:-WG/50SLKL 4TWGSLKC 45891*DD.83BWD.9S9BH:KI-C9L6$967364F37MQ6004F3T9QG8G.FK0XK4C0J60F6B912882U2B2P2I',
  '682*6NSP%/VR1TXBD84A$.LU$SVEMMDJMTJHF4Q74EE6:H7I*DI36*:51J4QMHAJ18KL+4C-I9A3C3RKOARP IO5WFGWDIK QEIEC7%E%',
  '2C+EDNXEOPCPVCS7373D6%E0FDDW3MWEW9E0G7V:53KFB$CBECP9ESZCCPENF6PF6D46.96/E7V50T30B60HL9HB0FJ0.1TDFK ENYM02',
  '7BT75-KRL9AKS4UCEPZQCS5 LNJ5UD%L$PHS3VBGF$MEL/BUS1RZCX$LBASYC7A-VL0MD1EX8T-QT3YKT5V.-DPU0-*HK9PZ.T BK2GK4',
  'F3Y9Q156W58M8FFVUWYEY4L10J*RRF7UNPG2AEGOD-M9IITP*VK7LS$0.POKV49$KH8EPHID4K EM$ZAYDN  NCA7AGG:+S:1K3ZFUP9A',
  '1',
].join('')
const MADE_MS = 1_657_758_000_000
const [ISSUER, KID] = ['330100', '9e6db146b7ff124e']
const RAW = 'BBuM9OMFcqBjbcjEP9xEDVvLrKuEv9f-n6uRbgNUFFK_WIRMOJM3RBRdG7Z7Hr7cOT9Y7mh9VQlHGgd7cZUjHSI'

function gateOfThen(): Gate {
  const key = { kid: KID, raw: fromBase64Url(RAW), issuer: ISSUER, state: 'active', fromMs: 0, untilMs: null, demo: false } as const
  const keys: KeySet = { demo: false, keys: new Map([[KID, key]]) }
  return {
    scene: 'transport',
    policy: FIRST_VALUES,
    rules: { maxAgeMs: 45_000, aheadMs: 15_000 },
    keys,
    statuses: { statusOf: () => Promise.resolve({ status: 'as_issued', issuedMs: MADE_MS }) },
    memory: new Memory(),
  }
}

/** Judges the code of nobody, and tells nobody. */
export async function rehearse(): Promise<Told> {
  return toldByDevice(await examine(CODE, 'in', MADE_MS, null, gateOfThen()))
}
