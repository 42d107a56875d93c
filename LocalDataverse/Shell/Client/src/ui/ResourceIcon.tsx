import * as React from "react";

/** A picture of a solution, in the colour of the text beside it, as the platform draws vector icons. */
export function ResourceIcon({ name }: { name: string }): React.ReactElement {
  const mask = `url("/WebResources/${encodeURI(name)}") center / contain no-repeat`;
  return (
    <span
      aria-hidden
      style={{
        display: "inline-block",
        width: "20px",
        height: "20px",
        flexShrink: 0,
        backgroundColor: "currentColor",
        mask,
        WebkitMask: mask,
      }}
    />
  );
}
