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
