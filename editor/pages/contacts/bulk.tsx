import { useState } from 'react'
import { useNavigate } from 'react-router'
import { ExportDialog } from '../exports/export-dialog.tsx'
import { BulkBar, useCounted } from './bulk-bar.tsx'
import { BulkDialog, type BulkKind } from './bulk-dialog.tsx'
import type { Listing } from './listing.ts'
import { audienceOf, nobody, type Picked, twoOf } from './picked.ts'

type Props = {
  picked: Picked
  onPick: (picked: Picked) => void
  listing: Listing
  total: number
  estimated: boolean
}

/** The bar of acts while somebody is picked, and the question each of them asks first. */
export function Bulk({ picked, onPick, listing, total, estimated }: Props) {
  const [asked, ask] = useState<{ act: BulkKind; turn: number; opened: boolean } | null>(null)
  const [takingOut, takeOut] = useState(false)
  const counting = useCounted()
  const count = picked.all ? total : picked.ids.size
  const counted = counting(count, picked.all && estimated)
  const navigate = useNavigate()
  const two = twoOf(picked)
  const close = () => ask(asked && { ...asked, opened: false })
  return (
    <>
      {count > 0 && (
        <BulkBar
          count={counted}
          all={
            picked.all || count >= total
              ? null
              : {
                  count: counting(total, estimated),
                  pick: () => onPick({ ...picked, all: true }),
                }
          }
          act={(act) => ask({ act, turn: (asked?.turn ?? 0) + 1, opened: true })}
          merge={two && (() => void navigate(`/contacts/${two[0]}/merge?with=${two[1]}`))}
          takeOut={() => takeOut(true)}
          clear={() => onPick(nobody)}
        />
      )}
      {asked && (
        <BulkDialog
          key={asked.turn}
          act={asked.act}
          opened={asked.opened}
          onClose={close}
          onAsked={() => {
            close()
            onPick(nobody)
          }}
          count={count}
          counted={counted}
          audience={() => audienceOf(picked, listing)}
        />
      )}
      <ExportDialog
        opened={takingOut}
        onClose={() => takeOut(false)}
        counted={counted}
        audience={() => audienceOf(picked, listing)}
      />
    </>
  )
}
