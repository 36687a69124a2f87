import type { Entry as EntryShape } from '../../../server/timeline/shape.ts'
import { When } from '../../parts/when.tsx'
import classes from './entry.module.css'
import { EntryBody } from './entry-body.tsx'
import { EntryTile } from './entry-tile.tsx'
import { placeOf } from './place.ts'
import { entryAnchor, type Pointing } from './pointing.ts'
import { asideOf, factOf, type Telling } from './tell.ts'

type Props = { entry: EntryShape; telling: Telling; pointing: Pointing }

/** One thing that happened: time, stone, the fact in bold, then what stands behind it. */
export function Entry({ entry, telling, pointing }: Props) {
  const place = placeOf(entry, telling.walks)
  const aside = asideOf(entry, telling)
  const point = () => pointing.point(place)
  const away = () => pointing.point(null)
  const pointed =
    place !== null &&
    pointing.at?.nodeId === place.nodeId &&
    pointing.at.enrollmentId === place.enrollmentId
  return (
    <li
      className={classes.entry}
      data-anchor={place ? entryAnchor(place) : undefined}
      data-pointed={pointed || undefined}
      tabIndex={-1}
      onPointerEnter={point}
      onPointerLeave={away}
      onFocus={point}
      onBlur={away}
    >
      <span className={classes.time}>
        <When at={entry.at} as="seconds" />
      </span>
      <span className={classes.timeBrief}>
        <When at={entry.at} as="time" />
      </span>
      <span className={classes.stone}>
        <EntryTile
          entry={entry}
          nodeType={place?.nodeType ?? entry.nodeType}
          sources={telling.sources}
        />
      </span>
      <div className={classes.body}>
        <p className={classes.fact}>
          <strong>{factOf(entry, telling)}</strong>
          {aside && <span className={classes.aside}>{aside}</span>}
        </p>
        <EntryBody entry={entry} telling={telling} />
      </div>
    </li>
  )
}
