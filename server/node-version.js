// Plain JavaScript, because an old Node cannot read the rest: loaded before everything else.
import module from 'node:module'

const [major = 0] = process.versions.node.split('.').map(Number)

if (major < 26) {
  const version = process.versions.node
  console.error(
    `Tobiishi needs Node 26 or newer and this is ${version}; run “npm ci” (it brings Node 26 for most machines) and start with “npm start”, or install Node 26.
Node 26以上が必要です（これは${version}です）。「npm ci」を実行して（多くの環境ではNode 26も入ります）「npm start」で起動するか、Node 26を入れてください。`,
  )
  process.exit(1)
}

// What was read and stripped of its types once is not read again: starts take half the time.
module.enableCompileCache()

// Node reads a package's description anew for each import of it and for each of its files, and that of
// drizzle-orm has 180 kB: without this a start takes a second and a half more.
const resolved = new Map()
module.registerHooks({
  resolve(specifier, context, next) {
    const from = context.parentURL ?? ''
    if (from.includes('/node_modules/drizzle-orm/') && /^\.\.?\/.*\.js$/.test(specifier)) {
      return { url: new URL(specifier, from).href, format: 'module', shortCircuit: true }
    }
    if (!/^drizzle-orm(\/|$)/.test(specifier) || from.includes('/node_modules/')) {
      return next(specifier, context)
    }
    const known = resolved.get(specifier) ?? next(specifier, context)
    resolved.set(specifier, known)
    return { ...known, shortCircuit: true }
  },
})
