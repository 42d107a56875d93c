import { Avatar, Button, Tooltip, useArrowNavigationGroup } from "@fluentui/react-components";
import * as React from "react";
import type { Session } from "../model/session";
import type { Rep } from "../model/totals";
import { isolated, type Wording } from "./shared";
import * as styles from "./styles";

interface FacesProps {
  readonly session: Session;
  readonly reps: readonly Rep[];
  /** Addresses of pictures, by rep. */
  readonly pictures: ReadonlyMap<string, string>;
  readonly text: Wording["text"];
  readonly number: Wording["number"];
}

/** More faces than these hide behind a button. */
const shownFaces = 6;

/** Everyone who contributed: a picture, or initials. One stop of the Tab key; the arrow keys go from face to face. */
export function Faces({ session, reps, pictures, text, number }: FacesProps): React.ReactElement | null {
  const [all, setAll] = React.useState(false);
  const list = React.useRef<HTMLUListElement>(null);
  const arrows = useArrowNavigationGroup({ axis: "horizontal", memorizeCurrent: true });
  const shown = all || reps.length <= shownFaces + 1 ? reps : reps.slice(0, shownFaces);
  const ids = shown.map(rep => rep.id).join(" ");
  React.useEffect(() => {
    if (ids !== "") void session.pictures.want(ids.split(" "));
  }, [session, ids]);
  React.useLayoutEffect(() => {
    // The button that was pressed is gone; where it was, the next face is.
    if (all) list.current?.children[shownFaces]?.querySelector<HTMLElement>("[tabindex]")?.focus();
  }, [all]);
  if (reps.length === 0) return null;
  const hidden = reps.length - shown.length;
  return (
    <ul
      ref={list}
      role="list"
      aria-label={text("Contributors")}
      style={{ ...styles.plainList, ...styles.wrappingRow }}
      {...arrows}
    >
      {shown.map(rep => (
        <li key={rep.id}>
          <Face name={rep.name || text("Contributor_Unnamed")} picture={pictures.get(rep.id)} />
        </li>
      ))}
      {hidden > 0 && (
        <li>
          <Button
            size="small"
            appearance="subtle"
            shape="circular"
            style={styles.action}
            aria-label={text("Contributors_More", number(hidden))}
            onClick={() => setAll(true)}
          >
            {`+${number(hidden)}`}
          </Button>
        </li>
      )}
    </ul>
  );
}

/** The name is told on hover, on focus and to screen readers. */
function Face({ name, picture }: { readonly name: string; readonly picture: string | undefined }): React.ReactElement {
  const [failed, setFailed] = React.useState(false);
  const image = picture === undefined || failed ? undefined : { src: picture, onError: () => setFailed(true) };
  return (
    <Tooltip content={isolated(name)} relationship="label">
      <Avatar size={28} color="colorful" name={name} tabIndex={0} {...(image ? { image } : {})} />
    </Tooltip>
  );
}
