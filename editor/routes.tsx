import type { ComponentType } from 'react'
import { createBrowserRouter, type RouteObject, redirect } from 'react-router'
import { Broken } from './shell/broken.tsx'
import { Shell } from './shell/shell.tsx'

type PageFile = { Page: ComponentType }

/** Every screen, each a file of its own that is fetched when it is first needed. */
const pages = import.meta.glob<PageFile>('./pages/*.tsx')

const page = (path: string, file: string, handle?: Handle): RouteObject => ({
  path,
  handle,
  lazy: async () => {
    const load = pages[`./pages/${file}.tsx`] ?? pages['./pages/not-found.tsx']!
    return { Component: (await load()).Page }
  },
})

/** What a page asks of the shell around it. */
export type Handle = {
  /** The narrow nav, and the page takes the whole height. */
  rail?: boolean
}

export const routes: RouteObject[] = [
  {
    ErrorBoundary: Broken,
    HydrateFallback: () => null,
    children: [
      page('/welcome', 'welcome'),
      page('/sign-in', 'sign-in'),
      {
        Component: Shell,
        children: [
          {
            ErrorBoundary: Broken,
            children: [
              { index: true, loader: () => redirect('/journeys') },
              page('/journeys', 'journeys'),
              page('/journeys/:id', 'journey', { rail: true }),
              page('/contacts', 'contacts'),
              page('/contacts/:id', 'contact'),
              page('/sources', 'sources'),
              page('/sources/:id', 'source'),
              page('/mailbox', 'mailbox'),
              page('/mailbox/:id', 'mail'),
              page('/messages/:id', 'message'),
              page('/settings', 'settings'),
              page('/parts', 'parts'),
              page('*', 'not-found'),
            ],
          },
        ],
      },
    ],
  },
]

export const router = createBrowserRouter(routes)
