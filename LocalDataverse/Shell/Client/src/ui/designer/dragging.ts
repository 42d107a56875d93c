/** Types of what is dragged in the designer; nothing else may be dropped on a form. */
export const COMPONENT_TYPE = "application/x-casetime-component";
export const CELL_TYPE = "application/x-casetime-cell";
