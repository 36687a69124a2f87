/** Four stones climbing away; green, because that is the way. */
export function Logo({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="var(--moss)" aria-hidden="true">
      <ellipse cx="7.2" cy="19.6" rx="6.2" ry="3.4" />
      <ellipse cx="17.6" cy="14" rx="4.8" ry="2.7" opacity=".78" />
      <ellipse cx="8.4" cy="9" rx="3.9" ry="2.2" opacity=".56" />
      <ellipse cx="15.2" cy="4.6" rx="3" ry="1.7" opacity=".36" />
    </svg>
  )
}
