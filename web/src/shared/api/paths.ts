// The interface, route by route, as the client asks for it.
import type * as T from './types'

type Params = { query?: unknown; path?: unknown; header?: never; cookie?: never }

type Body<B> = B extends undefined ? { requestBody?: never } : { requestBody: { content: { 'application/json': B } } }

/** One operation: what is asked, what is sent, what is answered. */
type Operation<P extends Params, B, R, Status extends number> = Body<B> & {
  parameters: P
  responses: Record<Status, { headers: Record<string, unknown>; content: { 'application/json': R } }> & {
    default: { headers: Record<string, unknown>; content: { 'application/problem+json': T.Problem } }
  }
}

type Get<P extends Params, R> = { get: Operation<P, undefined, R, 200> }
type Post<P extends Params, B, R, S extends number = 200> = { post: Operation<P, B, R, S> }
type Delete = { delete: Operation<None, undefined, never, 204> }

type None = { query?: never; path?: never }
type Search = { query: { q?: string; limit?: number; on?: string }; path?: never }
type OfCode = { path: { code: string }; query?: never }
type OfCodeWith<Q> = { path: { code: string }; query: Q }
type OfId = { path: { id: string }; query?: never }
interface Decisions {
  decisions: T.Decision[]
}

export interface paths {
  '/api/time': Get<None, { now_ms: number; today: string; demo: boolean }>
  '/api/cities': Get<Search, { cities: T.City[] }>
  '/api/provinces': Get<None, { provinces: T.Place[] }>
  '/api/provinces/{code}/cities': Get<OfCode, { cities: T.City[] }>
  '/api/cities/{code}/counties': Get<OfCodeWith<{ on?: string }>, { counties: T.Place[] }>
  '/api/counties': Get<Search, { counties: T.County[] }>
  '/api/counties/{code}/streets': Get<OfCode, { streets: T.Street[] }>
  '/api/counties/{code}/areas': Get<OfCodeWith<{ from: string }>, { loaded_ms: number; areas: T.Area[] }>
  '/api/countries': Get<Search, { countries: T.Place[] }>
  '/api/sign-in/code': Post<
    None,
    { phone: string; language: 'zh' | 'en' },
    { resend_after_s: number; expires_s: number }
  >
  '/api/sign-in': Post<
    None,
    { phone: string; code: string; document_last6?: string; device_key: string },
    { standing: T.Standing }
  >
  '/api/sign-in/document': Post<None, { document_last6: string }, { standing: T.Standing }>
  '/api/session': Delete
  '/api/me': Get<None, T.Me>
  '/api/registration': Post<
    None,
    { name: string; document_kind: T.DocumentKind; document_number: string; street: string },
    { returned: boolean },
    201
  >
  '/api/declarations': Post<None, T.Declaration, Decisions, 201>
  '/api/decisions': Get<None, Decisions>
  '/api/questions': Get<None, { questions: T.Question[] }>
  '/api/questions/{id}': Post<OfId, { inside: string[] }, Decisions>
  '/api/check-ins': Post<
    None,
    { id: string; made_ms: number; temperature?: number; symptoms: T.Symptom[] },
    Decisions,
    201
  >
  '/api/declarations/{id}/correction': Post<
    OfId,
    { id: string; instead: T.Declaration; reason?: string },
    Decisions & { outcome: 'done' | 'waits'; due_ms?: number }
  >
  '/api/codes': Post<
    None,
    { city: string; code_key: string; instant_ms: number; signature: string },
    { credential: string; state: T.State; expires_ms: number; decision: T.Decision },
    201
  >
  '/api/me/erasure': Post<None, { document_last6: string }, { rest_until?: string }>
  '/api/checkpoint/enrolment': Post<None, { code: string }, { token: string; checkpoint: T.Checkpoint }, 201>
  '/api/checkpoint': Get<None, T.Checkpoint>
  '/api/checkpoint/scans': Post<None, { scans: T.Scan[] }, { now_ms: number; verdicts: T.ScanVerdict[] }>
  '/api/checkpoint/rules': Get<None, T.CheckpointRules>
  '/api/demo': Get<None, T.Demo>
  '/api/demo/day': Post<None, undefined, { today: string }>
}
