import type { ComponentType } from 'react'
import { createBrowserRouter, type RouteObject, redirect } from 'react-router'
import { Broken } from './shell/broken.tsx'
import { cannotLoad } from './shell/cannot-load.ts'
import { Shell } from './shell/shell.tsx'

/** What a page asks of the shell around it. */
export type Handle = {
  /** The narrow nav; the page takes the whole height. */
  rail?: boolean
}

/** A screen, in a file of its own that is fetched when it is first needed. */
const page = (
  path: string,
  load: () => Promise<{ Page: ComponentType }>,
  handle?: Handle,
): RouteObject => ({
  path,
  handle,
  lazy: async () => ({ Component: (await load().catch(cannotLoad)).Page }),
})

const behindLogin: RouteObject[] = [
  { index: true, loader: () => redirect('/journeys') },
  page('/journeys', () => import('./pages/journeys.tsx')),
  page('/journeys/:id', () => import('./pages/journey.tsx'), { rail: true }),
  page('/contacts', () => import('./pages/contacts.tsx')),
  page('/imports', () => import('./pages/imports.tsx')),
  page('/imports/:id', () => import('./pages/import.tsx')),
  page('/exports', () => import('./pages/exports.tsx')),
  page('/contacts/:id', () => import('./pages/contact.tsx')),
  page('/contacts/:id/merge', () => import('./pages/merge.tsx')),
  page('/segments', () => import('./pages/segments.tsx')),
  page('/segments/:id', () => import('./pages/segment.tsx')),
  page('/sources', () => import('./pages/sources.tsx')),
  page('/sources/:id', () => import('./pages/source.tsx')),
  page('/mailbox', () => import('./pages/mailbox.tsx')),
  page('/mailbox/:id', () => import('./pages/mail.tsx')),
  page('/messages/:id', () => import('./pages/message.tsx')),
  page('/settings', () => import('./pages/settings.tsx')),
  page('/reference', () => import('./pages/reference.tsx')),
  page('/parts', () => import('./pages/parts.tsx')),
  page('*', () => import('./pages/not-found.tsx')),
]

export const router = createBrowserRouter([
  {
    ErrorBoundary: Broken,
    HydrateFallback: () => null,
    children: [
      page('/welcome', () => import('./pages/welcome.tsx')),
      page('/sign-in', () => import('./pages/sign-in.tsx')),
      { Component: Shell, children: [{ ErrorBoundary: Broken, children: behindLogin }] },
    ],
  },
])
