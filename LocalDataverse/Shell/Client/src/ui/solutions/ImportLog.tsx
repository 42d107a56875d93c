import { Badge, Button, makeStyles, Text } from "@fluentui/react-components";
import * as React from "react";
import { download } from "../../solutions/download";
import { isFailure, LogEntry, parseImportLog } from "../../solutions/importLog";
import { sentenceOf } from "../../platform/webApi";
import { ArrowDownloadRegular } from "../icons";
import { Failed } from "../States";
import { ListColumn, ListTable } from "./ListTable";

const useStyles = makeStyles({
  scroll: { maxHeight: "40vh", overflowY: "auto" },
});

const COLUMNS: ListColumn<LogEntry>[] = [
  {
    key: "result",
    label: "Result",
    width: 110,
    render: entry => (
      <Badge
        style={{ whiteSpace: "nowrap" }}
        appearance="tint"
        color={isFailure(entry) ? "danger" : entry.result === "success" ? "success" : "warning"}
      >
        {isFailure(entry) ? "Failed" : entry.result === "success" ? "Imported" : entry.result}
      </Badge>
    ),
  },
  { key: "kind", label: "Component", width: 100, render: ({ kind }) => kind },
  { key: "name", label: "Name", width: 180, render: ({ name }) => name },
  { key: "message", label: "Message", width: 240, render: ({ message }) => message },
];

interface Props {
  /** importjob.data; empty where the server has none. */
  data: string;
  name: string;
}

/** What became of every component, failures first. */
export function ImportLog({ data, name }: Props): React.ReactElement {
  const styles = useStyles();
  const [entries, error] = React.useMemo(() => read(data), [data]);
  if (!data) return <Text>The server has kept no log of it.</Text>;
  if (error) return <Failed title="The log can't be read" error={error} />;
  const failures = entries.filter(isFailure).length;
  return (
    <>
      <Text role="status">
        Entries in the log: {entries.length}, failed: {failures}.
      </Text>
      <div className={styles.scroll}>
        <ListTable
          label="Import log"
          columns={COLUMNS}
          rows={entries.map((entry, index) => ({ ...entry, index }))}
          idOf={({ index }) => String(index)}
        />
      </div>
      <div>
        <Button
          icon={<ArrowDownloadRegular />}
          onClick={() => download(`${name}_import_log.xml`, data, "application/xml")}
        >
          Download the log
        </Button>
      </div>
    </>
  );
}

function read(data: string): [LogEntry[], string] {
  try {
    return [data ? parseImportLog(data) : [], ""];
  } catch (error) {
    return [[], sentenceOf(error)];
  }
}
