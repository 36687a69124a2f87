import { sql } from 'drizzle-orm'
import { transaction } from '../../server/db.ts'
import { type RuleInput, ruleSchema } from '../../server/engine/rule.ts'
import { createSegment } from '../../server/segments/change.ts'
import { countRule } from '../../server/segments/count.ts'
import { keepSegments } from '../../server/segments/keep.ts'
import { type BenchHouse, openBenchHouse } from './house.ts'
import type { BenchOptions, Measured } from './index.ts'

type Asked = RuleInput['questions'][number]
const all = (...questions: Asked[]): RuleInput => ({ join: 'all', questions })
const bought: Asked = { from: 'event', name: 'purchased', op: 'at-least', times: 2, withinDays: 90 }

/** What marketers ask for: one question each, and what they join. */
const rules: Record<string, RuleInput> = {
  'prefecture is Tokyo': all({ from: 'contact', key: 'prefecture', op: 'equals', value: '東京都' }),
  'company contains': all({ from: 'contact', key: 'company', op: 'contains', value: '珈琲' }),
  'points at least': all({
    from: 'contact',
    key: 'points',
    as: 'number',
    op: 'at-least',
    value: '900',
  }),
  'birthday within a week': all({
    from: 'contact',
    key: 'birthday',
    as: 'date',
    op: 'anniversary-within',
    value: '7',
  }),
  'registered within 30 days': all({
    from: 'profile',
    key: 'created',
    as: 'datetime',
    op: 'within-past',
    value: '30',
  }),
  'has a tag': all({ from: 'tag', op: 'has-any', tagIds: [1] }),
  'agreed and not suppressed': all(
    { from: 'consent', op: 'given' },
    { from: 'suppression', op: 'not-suppressed' },
  ),
  'bought twice in 90 days': all(bought),
  'never bought': all({ from: 'event', name: 'purchased', op: 'at-most', times: 0 }),
  'abandoned a cart, did not buy, agreed': all(
    { from: 'event', name: 'cart.abandoned', op: 'at-least', withinDays: 30 },
    { from: 'event', name: 'purchased', op: 'at-most', times: 0, withinDays: 30 },
    { from: 'consent', op: 'given' },
  ),
  'nested: tag and (Tokyo or bought)': all(
    { from: 'tag', op: 'has-any', tagIds: [1, 2] },
    {
      join: 'any',
      questions: [{ from: 'contact', key: 'prefecture', op: 'equals', value: '東京都' }, bought],
    },
  ),
}

/** How many of a million contacts meet a rule, as it is counted while somebody draws it. */
export async function bench({ say, long }: BenchOptions): Promise<Measured> {
  const house = await openBenchHouse()
  const people = 1_000_000
  try {
    await populate(house, people)
    const ground = await house.ground()
    const took: number[] = []
    for (const [name, input] of Object.entries(rules)) {
      const rule = ruleSchema.parse(input)
      const begun = performance.now()
      const counted = await countRule(ground, rule, 'ja')
      const ms = performance.now() - begun
      if (counted.exact) took.push(ms)
      say(`${name}: ${counted.count} (${counted.basis}), ${ms.toFixed(0)} ms with a sample`)
    }
    const changed = await changes(house, ground, long ? 100_000 : 10_000, say)
    const exact = took.length
    return {
      name: 'segments',
      ratio: exact / Object.keys(rules).length,
      unit: 'rules counted exactly',
      ours: exact,
      baseline: Object.keys(rules).length,
      people,
      slowestMs: Math.max(...took),
      ...changed,
    }
  } finally {
    await house.close()
  }
}

async function populate({ db }: BenchHouse, people: number): Promise<void> {
  await db.execute(sql`INSERT INTO tags (name) VALUES ('VIP'), ('展示会')`)
  // In parts: no transaction of ours outlives 30 seconds.
  const part = 100_000
  for (let from = 1; from <= people; from += part) {
    await db.execute(sql`
      INSERT INTO contacts (email, email_key, attributes, tags, consent, created_at)
      SELECT mail, mail, jsonb_build_object(
               'last_name', '山田', 'first_name', '花子' || n % 1000, 'last_kana', 'ヤマダ', 'first_kana', 'ハナコ',
               'company', CASE WHEN n % 50 = 0 THEN 'みなと珈琲' ELSE '株式会社' || n % 5000 END,
               'prefecture', (ARRAY['東京都', '大阪府', '北海道', '福岡県', '愛知県'])[1 + n % 5],
               'points', n % 1009 % 1000,
               'birthday', to_char(date '1950-01-01' + (n % 20011), 'YYYY-MM-DD')),
             CASE WHEN n % 10 = 0 THEN ARRAY[1] WHEN n % 33 = 0 THEN ARRAY[2] ELSE '{}' END,
             CASE WHEN n % 4 < 3 THEN 'given' END, clock_timestamp() - make_interval(hours => n % 20000)
        FROM generate_series(${from}::int, ${from + part - 1}::int) n, format('c%s@bench.example', n) mail`)
    await db.execute(sql`
      INSERT INTO events (contact_id, name, at, happened_at, origin, payload)
      -- Two of a kind each: the sixth and the third before it are of one contact.
      SELECT ${from}::int + ((n / 6 * 4 + n % 3)::bigint * 7919 % ${part}), CASE WHEN n % 3 = 0 THEN 'purchased' ELSE 'cart.abandoned' END,
             clock_timestamp(), clock_timestamp() - make_interval(hours => n % 6000), 'bench',
             jsonb_build_object('total', n % 10000)
        FROM generate_series(${from}::int, ${from + part - 1}::int) n`)
  }
  await db.execute(sql`
    INSERT INTO suppressions (email_key, reason, origin, at)
    SELECT email_key, 'bounced', 'bench', clock_timestamp() FROM contacts WHERE id % 20 = 0`)
  await db.execute(sql`ANALYZE contacts, events, suppressions`)
}

/** How long a new segment takes to be built, and changes to be seen by it. */
async function changes(
  { db }: BenchHouse,
  ground: Parameters<typeof keepSegments>[0],
  many: number,
  say: BenchOptions['say'],
) {
  const segment = {
    name: 'VIP',
    kind: 'dynamic' as const,
    rule: ruleSchema.parse(
      all({ from: 'tag', op: 'has-any', tagIds: [1] }, { from: 'consent', op: 'given' }),
    ),
  }
  await transaction(db, (tx) => createSegment(tx, { segment, actor: 'system' }))
  const settle = async () => {
    const begun = performance.now()
    let asked = 0
    for (let last = 1; last > 0; asked += last) last = await keepSegments(ground)
    return { asked, seconds: (performance.now() - begun) / 1000 }
  }
  const built = await settle()
  say(`a new segment asked ${built.asked} contacts in ${built.seconds.toFixed(1)} s`)
  await db.execute(sql`UPDATE contacts SET tags = '{1}' WHERE id <= ${many}`)
  const seen = await settle()
  say(`${many} changed contacts were asked again in ${seen.seconds.toFixed(1)} s`)
  return { builtSeconds: built.seconds, seenSeconds: seen.seconds }
}
