// What the faces import of the interface.
export * from './client'
export * from './failure'
export type * from './types'
