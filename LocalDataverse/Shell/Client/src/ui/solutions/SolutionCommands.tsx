import * as React from "react";
import { heldFor, heldOf, Solution } from "../../solutions/solutions";
import { sentenceOf } from "../../platform/webApi";
import { Command, CommandBar } from "../CommandBar";
import { alertDialog } from "../dialogs/messages";
import { useEnvironment } from "../Environment";
import {
  AddRegular,
  ArrowClockwiseRegular,
  ArrowDownloadRegular,
  ArrowUploadRegular,
  CheckmarkCircleRegular,
  DeleteRegular,
} from "../icons";
import { ExportDialog } from "./ExportDialog";
import { ImportDialog } from "./ImportDialog";
import { NewSolutionDialog } from "./NewSolutionDialog";
import { PromoteDialog } from "./PromoteDialog";
import { UninstallDialog } from "./UninstallDialog";

const CREATE = 1;
const WRITE = 3;
const DELETE = 4;

interface Props {
  /** What the commands are about; undefined: nothing is selected. */
  solution: Solution | undefined;
  solutions: readonly Solution[];
  onChanged: () => void;
  /** The page is the solution's own: it has nothing more to show once that is gone. */
  onGone?: () => void;
  /** Commands of the page's own, before those of all. */
  more?: Command[];
}

/** What may be done with solutions, as far as the user's rights go. The server has the last word. */
export function SolutionCommands({ solution, solutions, onChanged, onGone, more = [] }: Props): React.ReactElement {
  const { api, dialogs, privileges, toasts } = useEnvironment();
  const [publishing, setPublishing] = React.useState(false);
  const mayCreate = privileges.has("Solution", CREATE);
  const installed = solution && heldOf(solution, solutions);
  const held = solution && (installed ? solution : heldFor(solution, solutions));
  const upgraded = installed ?? solution;
  const show = async (content: (close: (changed: boolean) => void) => React.ReactElement) => {
    const changed = await dialogs.show(content);
    if (changed) onChanged();
    return changed;
  };
  const publish = async () => {
    setPublishing(true);
    try {
      await api.action("PublishAllXml", {});
      toasts.show("All customizations are published");
    } catch (error) {
      await alertDialog(dialogs, "Not published", sentenceOf(error));
    } finally {
      setPublishing(false);
    }
  };
  const uninstall = async (leaving: Solution) => {
    if (await show(close => <UninstallDialog solution={leaving} onClose={close} />)) onGone?.();
  };
  const ofOne: Command[] = solution
    ? [
        {
          name: "Export",
          icon: <ArrowDownloadRegular />,
          hidden: solution.isManaged,
          run: () => void show(close => <ExportDialog solution={solution} onClose={() => close(false)} />),
        },
        {
          name: "Apply upgrade",
          icon: <CheckmarkCircleRegular />,
          hidden: !held || !upgraded || !privileges.has("Solution", DELETE) || !mayCreate,
          run: () =>
            held &&
            upgraded &&
            void show(close => <PromoteDialog solution={upgraded} held={held} onClose={close} />).then(
              changed => changed && installed && onGone?.(),
            ),
        },
        {
          name: solution.isManaged ? "Uninstall" : "Delete",
          icon: <DeleteRegular />,
          hidden: !privileges.has("Solution", DELETE) || installed !== undefined,
          run: () => void uninstall(solution),
        },
      ]
    : [];
  const ofAll: Command[] = [
    {
      name: "New solution",
      icon: <AddRegular />,
      hidden: !mayCreate,
      run: () => void show(close => <NewSolutionDialog solutions={solutions} onClose={close} />),
    },
    {
      name: "Import",
      icon: <ArrowUploadRegular />,
      hidden: !mayCreate,
      run: () => void show(close => <ImportDialog onClose={close} />),
    },
    {
      name: "Publish all customizations",
      icon: <CheckmarkCircleRegular />,
      hidden: !privileges.has("SystemForm", WRITE),
      disabled: publishing,
      run: () => void publish(),
    },
  ];
  return (
    <CommandBar
      label="Commands"
      commands={[
        ...more,
        ...(onGone ? [] : ofAll),
        ...ofOne,
        { name: "Refresh", icon: <ArrowClockwiseRegular />, run: onChanged },
      ]}
    />
  );
}
