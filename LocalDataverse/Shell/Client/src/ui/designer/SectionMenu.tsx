import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from "@fluentui/react-components";
import * as React from "react";
import { CellPlace } from "../../designer/components";
import { sectionChoices } from "../../designer/designedForm";
import { FormDefinition } from "../../forms/formXml";

interface Props {
  form: FormDefinition;
  /** What a screen reader calls the button. */
  label: string;
  text: string;
  onChoose: (place: CellPlace) => void;
}

/** The sections of every tab: the way of the keyboard to what dragging does. */
export function SectionMenu({ form, label, text, onChoose }: Props): React.ReactElement {
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" aria-label={label}>
          {text}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList aria-label="Sections">
          {sectionChoices(form).map(section => (
            <MenuItem key={section.id} onClick={() => onChoose({ sectionId: section.id })}>
              {section.label}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
