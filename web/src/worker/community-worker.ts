// Opens the community's page without a network, on the stairs: its page and its code are kept at the first visit, and a new
// version takes over at the next opening. Nothing of the interface is ever kept here: who is in quarantine lies sealed in the
// page's own store.
import { setCacheNameDetails } from 'workbox-core'
import { createHandlerBoundToURL, precacheAndRoute, type PrecacheEntry } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

declare const self: globalThis.ServiceWorkerGlobalScope & { __WB_MANIFEST: (PrecacheEntry | string)[] }

// A name of its own, so that the resident's worker does not take this cache for an old one of its own.
setCacheNameDetails({ prefix: 'community', precache: 'kept' })
precacheAndRoute(self.__WB_MANIFEST)
registerRoute(new NavigationRoute(createHandlerBoundToURL('community.html'), { allowlist: [/^\/community\/?(\?.*)?$/] }))

void self.skipWaiting()
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
