import { SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { chooseLanguage, type Language, useLanguage, useWords } from '../words.ts'
import classes from './preferences.module.css'

/** Language and colors, kept in this browser. */
export function Preferences() {
  return (
    <div className={classes.preferences}>
      <LanguageSwitch />
      <SchemeSwitch />
    </div>
  )
}

/** Each language by its own name, so that nobody has to read the other to find theirs. */
export function LanguageSwitch() {
  const say = useWords(words)
  return (
    <SegmentedControl
      aria-label={say.language}
      value={useLanguage()}
      onChange={(language) => chooseLanguage(language as Language)}
      data={[
        { value: 'ja', label: <span lang="ja">日本語</span> },
        { value: 'en', label: <span lang="en">English</span> },
      ]}
    />
  )
}

export function SchemeSwitch() {
  const say = useWords(words)
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <SegmentedControl
      aria-label={say.scheme}
      value={colorScheme}
      onChange={(scheme) => setColorScheme(scheme as typeof colorScheme)}
      data={[
        { value: 'light', label: say.light },
        { value: 'dark', label: say.dark },
        { value: 'auto', label: say.auto },
      ]}
    />
  )
}

export const words = {
  en: { language: 'Language', scheme: 'Colors', light: 'Light', dark: 'Dark', auto: 'Auto' },
  ja: { language: '言語', scheme: '配色', light: '明るい', dark: '暗い', auto: '自動' },
}
