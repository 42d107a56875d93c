import { Button, makeStyles, mergeClasses, shorthands, Text, tokens } from "@fluentui/react-components";
import * as React from "react";
import { ArrowUploadRegular } from "../icons";

const useStyles = makeStyles({
  zone: {
    display: "flex",
    flexDirection: "column",
    alignItems: "center",
    ...shorthands.gap(tokens.spacingVerticalS),
    ...shorthands.padding("32px", "16px"),
    ...shorthands.border("2px", "dashed", tokens.colorNeutralStroke1),
    ...shorthands.borderRadius(tokens.borderRadiusMedium),
  },
  over: { ...shorthands.borderColor(tokens.colorBrandStroke1), backgroundColor: tokens.colorBrandBackground2 },
});

/** A place to drop a file, and a button to choose one. */
export function FilePicker({ onPick }: { onPick: (file: File) => void }): React.ReactElement {
  const styles = useStyles();
  const input = React.useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = React.useState(false);
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file) onPick(file);
  };
  return (
    <div
      className={mergeClasses(styles.zone, isOver && styles.over)}
      onDragOver={event => {
        // Without this the browser would open the file in place of the page.
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={event => {
        event.preventDefault();
        setIsOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <Text>Drop the zip file of a solution here, or</Text>
      <Button icon={<ArrowUploadRegular />} onClick={() => input.current?.click()}>
        Choose a file
      </Button>
      <input
        ref={input}
        type="file"
        accept=".zip,application/zip,application/x-zip-compressed"
        aria-label="Solution file"
        hidden
        onChange={event => {
          take(event.target.files);
          // The same file can be chosen once more.
          event.target.value = "";
        }}
      />
    </div>
  );
}
