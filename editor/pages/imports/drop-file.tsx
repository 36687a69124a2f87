import { Button, FileButton, Progress } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { Wrong } from '../../parts/wrong.tsx'
import { useWords } from '../../words.ts'
import { sendFile } from '../import/queries.ts'
import classes from './imports.module.css'

/** A place to drop a file, or to choose one by the keyboard. */
export function DropFile() {
  const say = useWords(words)
  const navigate = useNavigate()
  const [over, setOver] = useState(false)
  const [share, setShare] = useState(0)
  const send = useMutation({
    mutationFn: (file: File) => sendFile(file, setShare),
    onSuccess: ({ id }) => navigate(`/imports/${id}`),
  })
  const take = (file: File | null | undefined) => {
    if (file && !send.isPending) send.mutate(file)
  }
  return (
    <section
      className={classes.drop}
      data-over={over || undefined}
      aria-label={say.title}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer.files[0])
      }}
    >
      <h2>{send.isPending ? say.sending : say.title}</h2>
      <p>{say.text}</p>
      {send.isPending ? (
        <Progress
          className={classes.bar}
          value={share * 100}
          color="moss"
          aria-label={say.sending}
        />
      ) : (
        <FileButton onChange={take} accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values">
          {(props) => (
            <Button
              {...props}
              variant="filled"
              color="moss"
              leftSection={<IconUpload size={18} stroke={1.75} aria-hidden />}
            >
              {say.choose}
            </Button>
          )}
        </FileButton>
      )}
      <Wrong error={send.error} />
    </section>
  )
}

export const words = {
  en: {
    title: 'Drop a file here',
    sending: 'The file is being sent',
    text: 'UTF-8 and Shift_JIS are told apart by themselves. Nothing becomes a contact before you have looked at it.',
    choose: 'Choose a file',
  },
  ja: {
    title: 'ここにファイルを置いてください',
    sending: 'ファイルを送っています',
    text: 'UTF-8とShift_JISは自動で見分けます。中身を確かめるまで、コンタクトは変わりません。',
    choose: 'ファイルを選ぶ',
  },
}
