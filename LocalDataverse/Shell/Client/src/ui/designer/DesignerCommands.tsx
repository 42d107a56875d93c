import * as React from "react";
import { CommandBar } from "../CommandBar";
import { ArrowLeftRegular, ArrowRedoRegular, ArrowUndoRegular, CheckmarkCircleRegular, SaveRegular } from "../icons";
import { Design } from "./useDesign";

interface Props {
  design: Design;
  onBack: () => void;
  onSaved: (sentence: string) => void;
}

export function DesignerCommands({ design, onBack, onSaved }: Props): React.ReactElement {
  const told = (sentence: string) => (done: boolean) => {
    if (done) onSaved(sentence);
  };
  return (
    <CommandBar
      label="Form designer"
      commands={[
        { name: "Back", icon: <ArrowLeftRegular />, run: onBack },
        { name: "Undo", icon: <ArrowUndoRegular />, disabled: !design.canUndo, run: design.undo },
        { name: "Redo", icon: <ArrowRedoRegular />, disabled: !design.canRedo, run: design.redo },
        {
          name: "Save",
          icon: <SaveRegular />,
          disabled: design.isBusy || !design.isUnsaved,
          run: () => void design.save().then(told("Saved. Users see it once it is published.")),
        },
        {
          name: "Save and publish",
          icon: <CheckmarkCircleRegular />,
          disabled: design.isBusy,
          run: () => void design.publish().then(told("Published. Users see it when they open the form next.")),
        },
      ]}
    />
  );
}
