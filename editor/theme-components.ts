import {
  ActionIcon,
  Button,
  Checkbox,
  Input,
  InputWrapper,
  type MantineThemeComponents,
  Menu,
  Modal,
  SegmentedControl,
  Skeleton,
  Switch,
  Tabs,
  Tooltip,
} from '@mantine/core'

const heights: Record<string, [height: string, padding: string]> = {
  xs: ['28px', '10px'],
  sm: ['36px', '14px'],
  md: ['40px', '18px'],
}

const field = {
  '--input-height': '36px',
  '--input-fz': '13px',
  '--input-bd': 'var(--ctl)',
  '--input-bg': 'var(--surface)',
  '--input-padding-x': '12px',
}

/** Mantine's parts with our measures; their states are in mantine.css. */
export const components: MantineThemeComponents = {
  Button: Button.extend({
    defaultProps: { size: 'sm', variant: 'default' },
    vars: (_theme, props) => {
      const [height, padding] = heights[props.size ?? 'sm'] ?? heights.sm!
      return {
        root: { '--button-height': height, '--button-padding-x': padding, '--button-fz': '13px' },
      }
    },
  }),
  ActionIcon: ActionIcon.extend({
    defaultProps: { variant: 'subtle', color: 'ishi', size: 32 },
  }),
  Input: Input.extend({ vars: () => ({ wrapper: field }) }),
  InputWrapper: InputWrapper.extend({
    defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
  }),
  SegmentedControl: SegmentedControl.extend({
    defaultProps: { withItemsBorders: false, role: 'radiogroup' },
    vars: () => ({ root: { '--sc-font-size': '13px', '--sc-padding': '4px 12px' } }),
  }),
  Tooltip: Tooltip.extend({
    defaultProps: { openDelay: 400, withArrow: false, multiline: true, maw: 320 },
  }),
  Menu: Menu.extend({
    defaultProps: {
      shadow: 'lg',
      radius: 'lg',
      position: 'bottom-end',
      width: 220,
      // A menu may hold nothing but items: the hand starts on the first of them.
      withInitialFocusPlaceholder: false,
    },
  }),
  Modal: Modal.extend({
    defaultProps: { centered: true, radius: 'xl', shadow: 'lg', withCloseButton: false },
  }),
  Skeleton: Skeleton.extend({ defaultProps: { animate: false, radius: 'full' } }),
  Tabs: Tabs.extend({ defaultProps: { color: 'moss' } }),
  // Square: what is round is chosen alone.
  Checkbox: Checkbox.extend({ defaultProps: { radius: 5 } }),
  Switch: Switch.extend({ defaultProps: { color: 'moss' } }),
}
