import { bodyOf, type Operation } from './document.ts'
import { type Schemas, sampleOf } from './fields.ts'

/** A request to begin with, as a shell takes it. Pure. */
export function curlOf(operation: Operation, schemas: Schemas, origin: string): string {
  const { method, path, parameters, security } = operation
  const query = parameters
    .filter((each) => each.in === 'query' && each.required)
    .map(({ name, schema }) => `${name}=${encodeURIComponent(String(sampleOf(schema, schemas)))}`)
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    /id$/i.test(name) ? '1' : name.toUpperCase(),
  )
  const address = `${origin}${filled}${query.length > 0 ? `?${query.join('&')}` : ''}`
  const body = bodyOf(operation)
  const json = body?.type === 'application/json'
  const sent = json ? (body.example ?? (body.schema && sampleOf(body.schema, schemas))) : null
  return [
    `curl ${method === 'get' ? '' : `-X ${method.toUpperCase()} `}${quoted(address)}`,
    ...(security.length > 0 ? [`-H "Authorization: Bearer $KEY"`] : []),
    ...(json ? [`-H 'Content-Type: application/json'`] : []),
    ...(sent ? [`-d ${quoted(JSON.stringify(sent))}`] : []),
    ...(body && !json ? ['--data-binary @people.csv'] : []),
  ].join(' \\\n  ')
}

/** Nothing in it means anything to the shell. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`
