import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconArchive, IconArrowDown, IconArrowUp, IconPencil } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../../api.ts'
import { attributesQuery, type Definition } from '../../parts/attributes.ts'
import { Chip } from '../../parts/chip.tsx'
import { DataTable, TwoLines } from '../../parts/data-table.tsx'
import { Card } from '../../parts/page-body.tsx'
import { toast, toastError } from '../../parts/toasts.tsx'
import { useWords } from '../../words.ts'
import { AttributeDialog, words as dialogWords } from './attribute-dialog.tsx'
import { ListCard } from './list-card.tsx'
import classes from './lists.module.css'

/** What the account keeps of its contacts, by type and in the order it is asked for. */
export function Attributes() {
  const say = useWords(words)
  const [editing, setEditing] = useState<Definition | 'new' | null>(null)
  const query = useQuery(attributesQuery)
  const { data } = query
  const own = data?.attributes.filter(({ builtIn, archived }) => !builtIn && !archived)
  const archived = data?.attributes.filter((each) => each.archived) ?? []
  return (
    <div className={classes.cards}>
      <ListCard say={say} query={query} count={own?.length} create={() => setEditing('new')}>
        {own && <Own list={own} edit={setEditing} />}
      </ListCard>
      {archived.length > 0 && <Archived list={archived} />}
      {editing && (
        <AttributeDialog
          definition={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </div>
  )
}

type OwnProps = { list: Definition[]; edit: (definition: Definition) => void }

function Own({ list, edit }: OwnProps) {
  const say = useWords(words)
  const { types } = useWords(dialogWords)
  const change = useChange()
  const archive = ({ key, label }: Definition) =>
    change.mutate(
      { key, json: { archived: true } },
      {
        onSuccess: () =>
          toast({
            title: say.archivedOne(label),
            undo: () => change.mutate({ key, json: { archived: false } }),
          }),
      },
    )
  const swap = useSwap(list)
  return (
    <DataTable
      dense
      label={say.title}
      rows={list}
      rowKey={({ key }) => key}
      columns={[
        {
          key: 'label',
          head: say.label,
          cell: ({ label, key }) => <TwoLines title={label} note={<code>{key}</code>} />,
        },
        {
          key: 'type',
          head: say.type,
          cell: ({ type, choices }) =>
            choices.length > 0 && type.startsWith('choice')
              ? say.choices(types[type], choices.length)
              : types[type],
        },
        {
          key: 'acts',
          head: <span className="visually-hidden">{say.acts}</span>,
          right: true,
          width: 160,
          acts: true,
          cell: (definition) => {
            const at = list.indexOf(definition)
            const { label } = definition
            return (
              <span className={classes.acts}>
                <ActionIcon
                  aria-label={say.up(label)}
                  disabled={at === 0 || swap.isPending}
                  onClick={() => swap.mutate(at - 1)}
                >
                  <IconArrowUp size={18} stroke={1.75} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  aria-label={say.down(label)}
                  disabled={at === list.length - 1 || swap.isPending}
                  onClick={() => swap.mutate(at)}
                >
                  <IconArrowDown size={18} stroke={1.75} aria-hidden />
                </ActionIcon>
                <Tooltip label={say.edit}>
                  <ActionIcon aria-label={say.editOne(label)} onClick={() => edit(definition)}>
                    <IconPencil size={18} stroke={1.75} aria-hidden />
                  </ActionIcon>
                </Tooltip>
                <Tooltip label={say.archive}>
                  <ActionIcon
                    aria-label={say.archiveOne(label)}
                    onClick={() => archive(definition)}
                  >
                    <IconArchive size={18} stroke={1.75} aria-hidden />
                  </ActionIcon>
                </Tooltip>
              </span>
            )
          },
        },
      ]}
    />
  )
}

function Archived({ list }: { list: Definition[] }) {
  const say = useWords(words)
  const change = useChange()
  return (
    <Card title={say.archivedTitle} note={say.archivedNote}>
      <ul className={classes.archived}>
        {list.map(({ key, label }) => (
          <li key={key}>
            <Chip tone="ishi">{label}</Chip>
            <Button
              size="xs"
              aria-label={say.restoreOne(label)}
              onClick={() => change.mutate({ key, json: { archived: false } })}
            >
              {say.restore}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  )
}

type Change = { key: string; json: { archived?: boolean; position?: number } }

const patch = ({ key, json }: Change) =>
  answer(api.attributes[':key'].$patch({ param: { key }, json }))

function useChange() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: patch,
    onSuccess: () => client.invalidateQueries({ queryKey: attributesQuery.queryKey }),
    onError: toastError,
  })
}

/** Puts the one at this place behind the next; whatever shares a position gets one of its own. */
function useSwap(list: Definition[]) {
  const client = useQueryClient()
  return useMutation({
    async mutationFn(at: number) {
      const next = [...list]
      next.splice(at, 2, list[at + 1]!, list[at]!)
      for (const [position, { key, position: before }] of next.entries()) {
        if (before !== position + 1) await patch({ key, json: { position: position + 1 } })
      }
    },
    onError: toastError,
    onSettled: () => client.invalidateQueries({ queryKey: attributesQuery.queryKey }),
  })
}

export const words = {
  en: {
    title: 'Attributes',
    note: 'What you keep of your contacts beside name and company. A type makes forms, files and rules read values the same way.',
    create: 'New attribute',
    empty: 'There is no attribute of your own yet.',
    label: 'Name',
    type: 'Type',
    choices: (type: string, n: number) => `${type}, ${n}`,
    acts: 'What to do',
    up: (label: string) => `Move “${label}” up`,
    down: (label: string) => `Move “${label}” down`,
    edit: 'Edit',
    editOne: (label: string) => `Edit “${label}”`,
    archive: 'Archive',
    archiveOne: (label: string) => `Archive “${label}”`,
    archivedOne: (label: string) => `“${label}” is archived. What contacts have of it stays.`,
    archivedTitle: 'Archived',
    archivedNote: 'Not asked for any more. Values that contacts have stay with them.',
    restore: 'Bring back',
    restoreOne: (label: string) => `Bring “${label}” back`,
  },
  ja: {
    title: '属性',
    note: '氏名や会社名のほかに、コンタクトについて記録することです。型を決めると、フォーム・ファイル・条件で同じように読み取ります。',
    create: '属性を作る',
    empty: '独自の属性はまだありません。',
    label: '名前',
    type: '型',
    choices: (type: string, n: number) => `${type}（${n}件）`,
    acts: '操作',
    up: (label: string) => `「${label}」を上へ`,
    down: (label: string) => `「${label}」を下へ`,
    edit: '編集する',
    editOne: (label: string) => `「${label}」を編集する`,
    archive: '保管する',
    archiveOne: (label: string) => `「${label}」を保管する`,
    archivedOne: (label: string) => `「${label}」を保管しました。記録済みの値は残ります。`,
    archivedTitle: '保管した属性',
    archivedNote: 'これからは入力を求めません。コンタクトに記録済みの値は残ります。',
    restore: '元に戻す',
    restoreOne: (label: string) => `「${label}」を元に戻す`,
  },
}
