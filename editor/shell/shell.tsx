import { Suspense } from 'react'
import { Navigate, Outlet, useLocation, useMatches } from 'react-router'
import { ErrorBox } from '../parts/error-box.tsx'
import type { Handle } from '../routes.tsx'
import { useWords } from '../words.ts'
import { MailNotice } from './mail-notice.tsx'
import { useMe } from './me.ts'
import { Nav } from './nav.tsx'
import classes from './shell.module.css'
import { usePagePlace } from './use-page-place.ts'

/** What stands around every page behind the login: nav, the word on mail, the page. */
export function Shell() {
  const say = useWords(words)
  const { data, error, refetch } = useMe()
  const { pathname, search, hash } = useLocation()
  const rail = useMatches().some((match) => (match.handle as Handle | undefined)?.rail)
  const place = usePagePlace()
  if (!data) {
    return error ? (
      <main className={classes.alone}>
        <ErrorBox error={error} retry={refetch} />
      </main>
    ) : null
  }
  if (!data.member) {
    const then =
      pathname === '/journeys' ? '' : `?then=${encodeURIComponent(pathname + search + hash)}`
    return <Navigate to={data.setup ? '/welcome' : `/sign-in${then}`} replace />
  }
  return (
    <div className={classes.shell} data-rail={rail || undefined}>
      <a className={`visually-hidden ${classes.skip}`} href="#page">
        {say.skip}
      </a>
      <Nav member={data.member} account={data.account?.name ?? ''} rail={rail} />
      <div className={classes.side}>
        <MailNotice mail={data.mail} stopped={data.account?.stopped ?? false} />
        <main id="page" className={classes.page} tabIndex={-1} {...place}>
          <Suspense fallback={null}>
            <Outlet />
          </Suspense>
        </main>
      </div>
    </div>
  )
}

export const words = {
  en: { skip: 'Skip to the page' },
  ja: { skip: '本文へ移動する' },
}
