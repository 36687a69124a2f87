import {
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  type VariantColorsResolverInput,
} from '@mantine/core'
import { components } from './theme-components.ts'

/** Ten steps a color. Light schemes speak in step 7 on step 1, dark ones in step 4. */
export const colors = {
  moss: steps('EFFAF3 DFF3E6 C3E7D0 9FD6B5 7AC299 57A97C 3C8E63 24764E 17603E 0F472D'),
  ai: steps('EFF8FF DEEEFF C2DFFF 9FCAFF 7BB2FC 5A97E7 417CCA 2C64AD 1F518F 153B6C'),
  kohaku: steps('FEF5EB FAEAD8 F3D7B7 E8BF8D D8A563 C1893C A56F1C 8B5800 724600 553300'),
  fuji: steps('F9F4FF F1E8FF E3D4FD D2BAF7 BD9EEB A482D5 8A68B9 72529D 5D4082 452F61'),
  shu: steps('FFF2ED FFE3DB FFCBBD FFAB98 EF8C78 E96850 CB4C37 AD3622 8F2716 6B1B0E'),
  gray: steps('FAF9F5 F3F2EC E4E2D9 CCC9BD B0ADA1 88867C 5F6963 4D5852 333C37 1E2622'),
  dark: steps('EAEDE8 B9C1BB 949E97 6E7872 465049 2F3733 1E2421 161B18 141916 121614'),
}

/** What a color says, product-wide: path · mail · waiting · branch · problem · ended or paused. */
export const tones = ['moss', 'ai', 'kohaku', 'fuji', 'shu', 'ishi'] as const
export type Tone = (typeof tones)[number]

const sans = '"Noto Sans JP Variable", "Hiragino Sans", "Yu Gothic UI", sans-serif'

export const theme = createTheme({
  colors,
  white: '#FFFFFF',
  black: '#1E2622',
  primaryColor: 'moss',
  primaryShade: { light: 7, dark: 4 },
  variantColorResolver,
  fontFamily: sans,
  // Japanese within code is ours where the machine has none.
  fontFamilyMonospace: `ui-monospace, SFMono-Regular, Menlo, Consolas, monospace, ${sans}`,
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '14px', xl: '16px' },
  // Japanese needs more air; tokens.css knows the page's language.
  lineHeights: {
    xs: 'var(--leading-micro)',
    sm: 'var(--leading-note)',
    md: 'var(--leading-control)',
    lg: 'var(--leading-body)',
    xl: 'var(--leading-h2)',
  },
  fontWeights: { regular: '400', medium: '550', bold: '600' },
  headings: {
    fontFamily: sans,
    fontWeight: '600',
    textWrap: 'pretty',
    sizes: {
      h1: { fontSize: '24px', lineHeight: 'var(--leading-h1)' },
      h2: { fontSize: '16px', lineHeight: 'var(--leading-h2)' },
      h3: { fontSize: '14px', lineHeight: 'var(--leading-body)' },
      h4: { fontSize: '13px', lineHeight: 'var(--leading-control)' },
      h5: { fontSize: '13px', lineHeight: 'var(--leading-control)' },
      h6: { fontSize: '12px', lineHeight: 'var(--leading-note)' },
    },
  },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '20px', xxl: '28px', page: '36px' },
  radius: { xs: '9px', sm: '10px', md: '11px', lg: '14px', xl: '20px', full: '999px' },
  defaultRadius: 'xs',
  shadows: {
    xs: 'var(--shadow-1)',
    sm: 'var(--shadow-1)',
    md: 'var(--shadow-2)',
    lg: 'var(--shadow-3)',
    xl: 'var(--shadow-3)',
  },
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components,
})

/** Mantine's own names for surfaces and text, spoken with our tokens: the same in both schemes. */
export const variables: CSSVariablesResolver = () => {
  const ours = {
    '--mantine-color-body': 'var(--page)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-bright': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink3)',
    '--mantine-color-placeholder': 'var(--ink3)',
    '--mantine-color-anchor': 'var(--moss)',
    '--mantine-color-error': 'var(--shu)',
    '--mantine-color-success': 'var(--moss)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--sunk)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line)',
    '--mantine-color-disabled': 'var(--sunk)',
    '--mantine-color-disabled-color': 'var(--ink3)',
    '--mantine-color-disabled-border': 'var(--line)',
    '--mantine-primary-color-contrast': 'var(--on-fill)',
  }
  return { variables: {}, light: ours, dark: ours }
}

/**
 * Colors of buttons and their kin. `default` is the quiet button, `outline` the quiet one whose
 * words carry a tone, `filled` the one act (moss) or the one danger (shu).
 */
function variantColorResolver({ color, variant }: VariantColorsResolverInput) {
  const tone = (tones as readonly string[]).includes(color ?? '') ? color : 'ishi'
  const ink = tone === 'ishi' ? 'var(--ink2)' : `var(--${tone})`
  const none = '1px solid transparent'
  switch (variant) {
    case 'filled':
      return {
        background: `var(--${tone})`,
        hover: `color-mix(in srgb, var(--${tone}) 86%, var(--ink))`,
        color: 'var(--on-fill)',
        border: none,
      }
    case 'light':
      return {
        background: `var(--${tone}-tile)`,
        hover: `color-mix(in srgb, var(--${tone}-tile) 86%, var(--${tone}))`,
        color: `var(--${tone})`,
        border: none,
      }
    case 'outline':
      return quiet(ink)
    case 'subtle':
      return { background: 'transparent', hover: 'var(--sunk)', color: ink, border: none }
    case 'transparent':
    case 'white':
      return { background: 'transparent', hover: 'transparent', color: ink, border: none }
    default:
      return quiet('var(--ink)')
  }
}

const quiet = (color: string) => ({
  background: 'var(--surface)',
  hover: 'var(--sunk)',
  color,
  // The hairline is the ring of its shadow.
  border: '1px solid transparent',
})

function steps(hex: string): MantineColorsTuple {
  const [a, b, c, d, e, f, g, h, i, j] = hex.split(' ').map((each) => `#${each}`) as string[]
  return [a!, b!, c!, d!, e!, f!, g!, h!, i!, j!]
}
