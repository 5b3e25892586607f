// The words of the interface, by the names that the pages use. They are generated from the server's description.
import type { components } from '../../generated/api'

export type * from './gate'

type Schemas = components['schemas']

export type Place = Schemas['PlaceEntry']
export type City = Schemas['CityEntry']
export type County = Schemas['CountyEntry']
export type Street = Schemas['StreetEntry']
export type Level = Schemas['Level']
export type Area = Schemas['AreaChoice']
export type Tick = Schemas['Tick']
export type Applicant = Schemas['Applicant']
export type Symptom = Schemas['Symptom']
export type Declaration = Schemas['Declaration']
export type State = Schemas['State']
export type Colour = Schemas['Colour']
export type Decision = Schemas['Explained']
export type PaperSheet = Schemas['Sheet']
export type Issued = Schemas['IssuedBody']
export type Reason = Schemas['ExplainedReason']
export type Evidence = Schemas['ExplainedEvidence']
export type PopUp = Schemas['ExplainedPopUp']
export type Order = Schemas['ExplainedOrder']
export type Question = Schemas['Question']
export type DocumentKind = Schemas['DocumentKind']
export type Standing = Schemas['StandingWord']
export type Me = Schemas['MeBody']
export type Published = Schemas['Published']
export type Policy = Schemas['Policy']
export type Problem = Schemas['Problem']
export type Demo = Schemas['DemoBody']
