// The words of the interface, by the names that the pages use.
import type { Text } from '../i18n'

export interface Place {
  code: string
  zh: string
  en: string
}

export interface City extends Place {
  pinyin: string
  initials: string
  province: Place
}

export interface County extends Place {
  city: Place
}

export interface Street {
  code: string
  name: string
}

export type Level = 'high' | 'medium' | 'low'

export interface Area {
  id: string
  text: string
  level: Level
}

/** "In these areas", "elsewhere in the county", "I do not know". */
export type Tick = { areas: string[] } | 'elsewhere' | 'unknown'

export type Applicant = 'resident' | 'returning_to_work' | 'visitor'

export type Symptom =
  | 'fever'
  | 'dry_cough'
  | 'fatigue'
  | 'sore_throat'
  | 'loss_of_smell_or_taste'
  | 'runny_nose'
  | 'muscle_ache'
  | 'diarrhoea'
  | 'shortness_of_breath'

export type Whereabouts = { county: string } | { abroad: string }

export interface DeclaredStay {
  id: string
  whereabouts: Whereabouts
  from: string
  to: string
  areas: Tick
}

export interface Declaration {
  id: string
  city: string
  applicant: Applicant
  residence: { id: string; county: string; areas: Tick }
  stays: DeclaredStay[]
  contact: string | null
  symptoms: Symptom[]
  known_symptoms: Symptom[]
  temperature: number | null
  areas_loaded_ms?: number
}

export type State = 'red' | 'yellow' | 'unconfirmed' | 'none' | 'green'
export type Colour = 'red' | 'yellow'

export interface Evidence {
  kind: 'stay' | 'exposure' | 'symptoms' | 'contact' | 'entry' | 'test' | 'official_order'
  place?: Place
  area_texts?: string[]
  from?: string
  to?: string
  on?: string
  level?: Level
}

export interface End {
  kind: 'check_ins' | 'with_order' | 'window' | 'official_order'
  day?: number
  days?: number
  missed?: number
  then?: { colour: Colour; until: string }
}

export interface Reason {
  rule: string
  jurisdiction: Place
  colour: Colour
  text: Text
  evidence: Evidence[]
  since: string
  until: string | null
  ends: End
}

export interface PopUp {
  id: string
  text: Text
  contact: Text
  places: Place[]
  since: string
  until: string | null
}

export interface CalendarDay {
  date: string
  state: 'counted' | 'in_grace' | 'missed' | 'open'
  colour: Colour
}

export interface Order {
  id: string
  colour: Colour
  first_day: string
  until: string
  free: string
  day: number
  days: number
  missed: number
  calendar: CalendarDay[]
}

export interface Decision {
  city: Place
  today: string
  state: State
  since: string | null
  until: string | null
  free_from: Text | null
  reasons: Reason[]
  pop_ups: PopUp[]
  what_to_do: Text
  appeal: Text
  orders: Order[]
  checked_in_today: boolean
}

export interface Question {
  stay: { id: string; place: Place; from: string; to?: string }
  areas: Area[]
}

export type DocumentKind =
  | 'resident_id'
  | 'hong_kong_macau_permit'
  | 'taiwan_permit'
  | 'passport'
  | 'foreign_resident_card'

export type Standing = 'person' | 'phone'

export interface Me {
  phone_masked: string
  person: {
    name_masked: string
    document_masked: string
    since_ms: number
    cities: Place[]
    declarations: { id: string; city: Place; recorded_ms: number; correctable_free_until_ms?: number }[]
  } | null
}

export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  text: Text
  fields?: { field: string; text: Text }[]
  retry_after_s?: number
}

export interface Demo {
  now_ms: number
  today: string
  inbox_url: string
  identities: { name: string; document_kind: DocumentKind; document_number: string; phone: string; note: Text }[]
  checkpoints: { scene: string; name: string; code: string }[]
  secure_url?: string
  authority_url?: string
}

export type Scene = 'community' | 'workplace' | 'transport' | 'school' | 'pharmacy' | 'shop' | 'hospital' | 'highway'

export type Direction = 'in' | 'out'

export interface Checkpoint {
  id: string
  scene: Scene
  name: string
  division: Place
  directions: Direction[]
}

export type Outcome = 'pass' | 'by_hand' | 'stop'

export type ByHand = 'let_through' | 'not_let_through'

/** A scan: with the text of the code, with what the device said about it, or with neither (the button *no code*). */
export interface Scan {
  number: number
  direction: Direction
  at_ms: number
  text?: string
  judged?: { outcome: Outcome; reason: string; state?: State; kind?: 'person' | 'member' | 'paper' | 'channel' }
  by_hand?: ByHand
}

export interface ScanVerdict {
  number: number
  outcome: Outcome
  state?: State
  name_fragment?: string
  words: Text
  steps: Text[]
  remarks: Text[]
  refusal?: string
}

export type VerdictRow = Record<'pop_up' | 'unconfirmed' | 'none' | 'yellow' | 'red', Outcome>

export interface CheckpointRules {
  now_ms: number
  demo: boolean
  verdicts: {
    rows: Record<'community_in' | 'community_out' | Exclude<Scene, 'community'>, VerdictRow>
    replaced: Outcome
    changed_green: Outcome
    deception: Outcome
    list_said_hours: number
    list_by_hand_hours: number
    seen_minutes: number
  }
  max_age_ms: number
  ahead_ms: number
}
