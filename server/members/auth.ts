import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { betterAuth } from 'better-auth/minimal'
import type { Ground } from '../ground.ts'
import { credentials, members, rateLimits, sessions, verifications } from './table.ts'

export type Auth = ReturnType<typeof createAuth>

/** Where a request's address stands for the sign-in limit; set by us, whatever the client sent. */
export const ADDRESS_HEADER = 'x-tobiishi-address'

/** Passwords and sessions, kept in our tables. Nobody signs up: owners are made in owner.ts. */
export const createAuth = ({ db, baseUrl, secret }: Ground) =>
  betterAuth({
    appName: 'tobiishi',
    baseURL: baseUrl,
    basePath: '/api/auth',
    secret,
    database: drizzleAdapter(db, {
      provider: 'pg',
      schema: {
        user: members,
        session: sessions,
        account: credentials,
        verification: verifications,
        rateLimit: rateLimits,
      },
    }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 8 },
    user: {
      additionalFields: { role: { type: ['owner'], required: true, input: false } },
    },
    session: { expiresIn: 30 * 24 * 3600, updateAge: 24 * 3600 },
    rateLimit: {
      enabled: true,
      storage: 'database',
      customRules: { '/sign-in/email': { window: 60, max: 5 } },
    },
    advanced: {
      cookiePrefix: 'tobiishi',
      useSecureCookies: baseUrl.startsWith('https:'),
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      // permit.ts asks the same question of every request, not only of these.
      disableCSRFCheck: true,
    },
    telemetry: { enabled: false },
    logger: { level: 'error' },
  })
