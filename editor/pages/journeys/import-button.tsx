import { Button, FileButton } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import type { Problem } from '../../../server/engine/problem.ts'
import { words as problemWords } from '../../../server/words/problems.ts'
import { ApiError } from '../../api.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { toast, toastError } from '../../parts/toasts.tsx'
import { useLanguage, useWords } from '../../words.ts'
import classes from './import-button.module.css'
import { type JourneyFile, parseJourneyFile } from './journey-file.ts'
import { useCreate } from './queries.ts'

type Refused = { file: string; problems: (Problem & { name: string | null })[] }

/** Makes a journey from a JSON file; a file that cannot be taken shows every problem it has. */
export function ImportButton() {
  const say = useWords(words)
  const navigate = useNavigate()
  const create = useCreate()
  const again = useRef<() => void>(null)
  const [refused, setRefused] = useState<Refused | null>(null)

  async function take(chosen: File | null) {
    // So that the same file, mended, can be chosen again.
    again.current?.()
    if (!chosen) return
    const file = parseJourneyFile(await chosen.text(), chosen.name)
    if (!file) return toastError({ title: say.notJson(chosen.name), note: say.notJsonNote })
    try {
      const { id } = await create.mutateAsync(file)
      toast({ title: say.done(file.name), note: say.doneNote })
      await navigate(`/journeys/${id}`)
    } catch (error) {
      const problems = problemsIn(error, file)
      if (problems.length > 0) setRefused({ file: chosen.name, problems })
      else toastError(error as Error)
    }
  }

  return (
    <>
      <FileButton accept="application/json,.json" onChange={take} resetRef={again}>
        {(props) => (
          <Button
            {...props}
            leftSection={<IconFileImport size={15} stroke={2} aria-hidden />}
            loading={create.isPending}
          >
            {say.act}
          </Button>
        )}
      </FileButton>
      <Dialog
        opened={refused !== null}
        onClose={() => setRefused(null)}
        size={560}
        title={say.refused}
        acts={
          <Button data-autofocus onClick={() => setRefused(null)}>
            {say.close}
          </Button>
        }
      >
        {refused && <Problems {...refused} />}
      </Dialog>
    </>
  )
}

function Problems({ file, problems }: Refused) {
  const say = useWords(words)
  const language = useLanguage()
  const sentence = useWords(problemWords)
  return (
    <>
      <p>{say.refusedNote(file, problems.length)}</p>
      <ul className={classes.problems}>
        {problems.map((problem, index) => (
          <li key={index}>
            <span className={classes.where}>{problem.name ?? problem.nodeId ?? say.whole}</span>
            {sentence[problem.code](language === 'ja' ? field(problem) : problem.detail)}
          </li>
        ))}
      </ul>
    </>
  )
}

/** A wrong value by its field alone: what the schema says about it is English. Pure. */
const field = ({ code, detail }: Problem) =>
  code === 'wrong-data' ? detail?.split(':')[0] : detail

/** The problems in a refusal, each with the name of the stone as the file has it. Pure. */
function problemsIn(error: unknown, { graph }: JourneyFile): Refused['problems'] {
  if (!(error instanceof ApiError)) return []
  const { problems } = (error.body as { problems?: Problem[] } | undefined) ?? {}
  const nodes = (graph as { nodes?: { id?: string; data?: { name?: string } }[] } | null)?.nodes
  return (problems ?? []).map((problem) => {
    const node = Array.isArray(nodes)
      ? nodes.find((each) => each?.id === problem.nodeId)
      : undefined
    return { ...problem, name: node?.data?.name || null }
  })
}

export const words = {
  en: {
    act: 'Import',
    done: (name: string) => `Imported “${name}”.`,
    doneNote: 'It is a draft. Nothing is sent until you publish it.',
    notJson: (file: string) => `“${file}” is not a journey`,
    notJsonNote: 'Choose a JSON file that was exported here. Nothing was changed.',
    refused: 'This file cannot be imported',
    refusedNote: (file: string, count: number) =>
      `“${file}” has ${count === 1 ? 'a problem' : `${count} problems`}. Mend the file and import it again. Nothing was changed.`,
    whole: 'Whole file',
    close: 'Close',
  },
  ja: {
    act: '読み込む',
    done: (name: string) => `「${name}」を読み込みました。`,
    doneNote: '下書きとして作りました。公開するまで、メールは送られません。',
    notJson: (file: string) => `「${file}」はシナリオのファイルではありません`,
    notJsonNote: 'ここで書き出したJSONファイルを選んでください。何も変わっていません。',
    refused: 'このファイルは読み込めません',
    refusedNote: (file: string, count: number) =>
      `「${file}」に${count}件の問題があります。直してから、もう一度読み込んでください。何も変わっていません。`,
    whole: 'ファイル全体',
    close: '閉じる',
  },
}
