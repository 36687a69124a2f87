import { emptyGraph, type Graph, type GraphNode } from '../../server/engine/graph.ts'
import { nodeTypes } from '../../server/engine/nodes/index.ts'
import type { KnownSource } from '../nodes/face.ts'
import type { Language } from '../words.ts'
import { arranged } from './layout.ts'
import { newId } from './new-id.ts'

/** Small journeys to begin with; mails carry a few honest words to write over. */
export function beginnings(language: Language, sources: readonly KnownSource[]) {
  const say = words[language]
  const sourceId = sources.find((source) => source.open)?.id ?? null
  const begin = () => stone('trigger', { sourceId })
  const mail = (subject: string, text: string) => stone('send', { subject, text })
  const wait = (amount: number) =>
    stone('wait', { wait: { type: 'duration', amount, unit: 'days' } })
  const asked = { from: 'contact', key: 'company', as: 'text', op: 'is-not-empty', value: '' }
  const branches = [{ id: 'yes', name: say.yes, rule: { join: 'all', questions: [asked] } }]

  const branching = [begin(), stone('condition', { branches })] as const
  const [firm, person] = [mail(say.firm, say.hello), mail(say.person, say.hello)]
  return {
    blank: path([begin()]),
    welcome: path([begin(), mail(say.first, say.hello), wait(3), mail(say.second, say.hello)]),
    branch: tidy({
      ...path([...branching, firm]),
      nodes: [...branching, firm, person],
      edges: [
        line(branching[0], 'out', branching[1]),
        line(branching[1], 'yes', firm),
        line(branching[1], 'else', person),
      ],
    }),
  }
}

function stone(type: string, data: Record<string, unknown>): GraphNode {
  const fresh = structuredClone(nodeTypes[type]!.fresh) as GraphNode['data']
  return { id: newId(type), type, position: { x: 0, y: 0 }, data: { ...fresh, ...data } }
}

const line = (from: GraphNode, out: string, to: GraphNode) => ({
  id: `${from.id}:${out}`,
  source: from.id,
  sourceHandle: out,
  target: to.id,
})

function path(nodes: GraphNode[]): Graph {
  const edges = nodes.slice(1).map((node, index) => line(nodes[index]!, 'out', node))
  return tidy({ ...emptyGraph(), nodes, edges })
}

function tidy(graph: Graph): Graph {
  const at = arranged(graph)
  return { ...graph, nodes: graph.nodes.map((node) => ({ ...node, position: at[node.id]! })) }
}

const words = {
  en: {
    first: 'Welcome',
    second: 'Did you find your way around?',
    firm: 'For your company',
    person: 'For you',
    yes: 'Has a company',
    hello: 'Hello {{ contact.name | fallback: "there" }},\n\n',
  },
  ja: {
    first: 'ようこそ',
    second: 'その後、いかがですか',
    firm: '法人のお客様へ',
    person: 'お客様へ',
    yes: '会社名がある',
    hello: '{{ contact.last_name | honorific: "様", fallback: "お客様" }}\n\n',
  },
}
