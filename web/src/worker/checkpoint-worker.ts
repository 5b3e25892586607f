// Opens the checkpoint without a network: its page, its code and the decoder of QR codes are kept at the first visit, and
// a new version takes over at the next opening. Nothing of the interface is ever kept here: rules, keys and scans lie
// in the page's own store.
import { setCacheNameDetails } from 'workbox-core'
import { createHandlerBoundToURL, precacheAndRoute, type PrecacheEntry } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

declare const self: globalThis.ServiceWorkerGlobalScope & { __WB_MANIFEST: (PrecacheEntry | string)[] }

// The resident's worker clears what it takes for caches of its own older versions: all that carry the library's name for
// them and its scope, of which ours is a part. Under this name ours is not among them.
setCacheNameDetails({ prefix: 'checkpoint', precache: 'kept' })
precacheAndRoute(self.__WB_MANIFEST)
registerRoute(new NavigationRoute(createHandlerBoundToURL('checkpoint.html'), { allowlist: [/^\/checkpoint\/?(\?.*)?$/] }))

void self.skipWaiting()
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
