import { Avatar } from "@fluentui/react-components";
import * as React from "react";
import type { Rep } from "../model/totals";
import type { Wording } from "./shared";
import * as styles from "./styles";

/** More faces than these are told by number. */
const shownFaces = 8;

/** Everyone who contributed, as initials. */
export function Faces({ reps, text }: { readonly reps: readonly Rep[]; readonly text: Wording["text"] }) {
  if (reps.length === 0) return null;
  const hidden = reps.length - shownFaces;
  return (
    <ul aria-label={text("Contributors")} style={{ ...styles.plainList, ...styles.row }}>
      {reps.slice(0, shownFaces).map(rep => {
        const name = rep.name === "" ? text("Contributor_Unnamed") : rep.name;
        return (
          <li key={rep.id} title={name}>
            <Avatar size={28} color="colorful" idForColor={rep.id} name={name} />
          </li>
        );
      })}
      {hidden > 0 && <li>+{hidden}</li>}
    </ul>
  );
}
