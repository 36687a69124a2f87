import { useEffect } from 'react'
import { Navigate } from 'react-router'
import { toast } from '../../parts/toasts.tsx'
import { useWords } from '../../words.ts'

/** Where somebody was who is one with another contact now: goes on there and says so. */
export function MergedContact({ into, email }: { into: number; email: string }) {
  const say = useWords(words)
  useEffect(() => toast({ title: say.merged(email), note: say.here }), [say, email])
  return <Navigate to={`/contacts/${into}`} replace />
}

export const words = {
  en: {
    merged: (email: string) => `The contact of this link was merged: ${email}`,
    here: 'Everything about it is here now.',
  },
  ja: {
    merged: (email: string) => `「${email}」のコンタクトは統合されました。`,
    here: '記録はすべてこの方に移っています。',
  },
}
