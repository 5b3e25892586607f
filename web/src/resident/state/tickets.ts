// One's own tickets, asked for once one agreed; nothing of them is kept here but what is filled in.
import { ask, client, type Ticket } from '../../shared/api'
import { as } from './whom'

export async function askForTickets(): Promise<Ticket[]> {
  return await ask(client.POST('/api/me/tickets', { body: { agreed: true }, ...as(null) }))
}
