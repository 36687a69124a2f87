/**
 * Reads a day as people in Japan write it: 2026-01-05, 2026/1/5, 2026年1月5日, 20260105, 令和8年1月5日,
 * R8.1.5; full width and a weekday behind it are read, too. Pure.
 * @returns null for what is no day (2026/2/30) or could be another one (1/5/2026, 26/1/5)
 */
export function readDay(text: string): Temporal.PlainDate | null {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/\s*\([日月火水木金土](曜日?)?\)$/, '')
  return western(plain) ?? japanese(plain)
}

function western(text: string): Temporal.PlainDate | null {
  const parts =
    /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text) ??
    /^(\d{4})(年) ?(\d{1,2})月 ?(\d{1,2})日$/.exec(text) ??
    /^(\d{4})()(\d{2})(\d{2})$/.exec(text)
  return parts && dayOf(Number(parts[1]), parts[3]!, parts[4]!)
}

/** A year past an era's end is still one day: forms printed before 2019 say 平成33年. */
function japanese(text: string): Temporal.PlainDate | null {
  const parts =
    /^(令和|平成|昭和|大正|明治) ?(\d{1,2}|元)年 ?(\d{1,2})月 ?(\d{1,2})日$/.exec(text) ??
    /^(令和|平成|昭和|大正|明治|[RHSTM]) ?(\d{1,2}|元)[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/i.exec(
      text,
    )
  const era = parts && eras.find(({ names }) => names.includes(parts[1]!.toUpperCase()))
  if (!era) return null
  const year = parts[2] === '元' ? 1 : Number(parts[2])
  const day = year > 0 ? dayOf(era.before + year, parts[3]!, parts[4]!) : null
  return day && Temporal.PlainDate.compare(day, era.from) >= 0 ? day : null
}

/** Until 1872 months were those of the moon: a day of 明治1 to 5 is none of ours by its numbers. */
const eras = [
  { names: ['令和', 'R'], before: 2018, from: '2019-05-01' },
  { names: ['平成', 'H'], before: 1988, from: '1989-01-08' },
  { names: ['昭和', 'S'], before: 1925, from: '1926-12-25' },
  { names: ['大正', 'T'], before: 1911, from: '1912-07-30' },
  { names: ['明治', 'M'], before: 1867, from: '1873-01-01' },
]

function dayOf(year: number, month: string, day: string): Temporal.PlainDate | null {
  try {
    if (year < 1) return null
    const parts = { year, month: Number(month), day: Number(day) }
    return Temporal.PlainDate.from(parts, { overflow: 'reject' })
  } catch {
    return null
  }
}
