import * as React from "react";
import { CommandBar } from "../CommandBar";
import { ArrowLeftRegular, ArrowRedoRegular, ArrowUndoRegular, CheckmarkCircleRegular, SaveRegular } from "../icons";
import { Design } from "./useDesign";

interface Props {
  design: Design;
  onBack: () => void;
  onSave: () => void;
  onPublish: () => void;
}

export function DesignerCommands({ design, onBack, onSave, onPublish }: Props): React.ReactElement {
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
          run: onSave,
        },
        {
          name: "Save and publish",
          icon: <CheckmarkCircleRegular />,
          disabled: design.isBusy,
          run: onPublish,
        },
      ]}
    />
  );
}
