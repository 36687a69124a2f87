import './base.css'
import '@mantine/core/styles.layer.css'
import './tokens.css'
import './mantine.css'
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router'
import { config } from 'zod/v4/core'
import { queries } from './api.ts'
import { Toasts } from './parts/toasts.tsx'
import { router } from './routes.tsx'
import { theme, variables } from './theme.ts'
import { applyLanguage } from './words.ts'

// The page's policy forbids to build functions from text; zod must not even try.
config({ jitless: true })
// Browsers that cannot yet reckon with dates learn it before any screen asks.
if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')
applyLanguage()

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={variables}
        colorSchemeManager={localStorageColorSchemeManager({ key: 'tobiishi.scheme' })}
        defaultColorScheme="auto"
      >
        <RouterProvider router={router} />
        <Toasts />
      </MantineProvider>
    </QueryClientProvider>
  </StrictMode>,
)
